using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review;

/// <summary>A connection that the proof objects to.</summary>
public sealed record ProofFinding
{
    /// <summary>The edge that it belongs to.</summary>
    public required Edge Edge { get; init; }

    /// <summary>The address of the end that has no labels of its own; no address when both have.</summary>
    public Address Address { get; init; }

    /// <summary>The client's labels.</summary>
    public required LabelSet ClientLabels { get; init; }

    /// <summary>The server's labels.</summary>
    public required LabelSet ServerLabels { get; init; }

    /// <summary>The side that decided: the client's egress or the server's ingress; null when both did.</summary>
    public PolicyDirection? Side { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }
}

/// <summary>What replaying a window through a proposal showed. It is a proof of these policies alone: what other policies of the cluster allow or deny adds to it.</summary>
public sealed record ProofResult
{
    /// <summary>Connections that the options admit and that were replayed.</summary>
    public required long Connections { get; init; }

    /// <summary>Their edges.</summary>
    public required int Edges { get; init; }

    /// <summary>What should be admitted and is not.</summary>
    public required IReadOnlyList<ProofFinding> Failures { get; init; }

    /// <summary>Addresses outside the cluster that the graph counts but does not list, so that they could not be replayed; an estimate.</summary>
    public required long UnlistedAddresses { get; init; }

    /// <summary>Denied attempts that were replayed: client, server or address, and port that were dropped by policy and never let through.</summary>
    public required long DeniedAttempts { get; init; }

    /// <summary>Denied attempts that closed ends admit.</summary>
    public required IReadOnlyList<ProofFinding> DeniedAdmitted { get; init; }

    /// <summary>
    /// Denied attempts that closed ends admit because their end cannot be told from one that is admitted: workloads that share a selector,
    /// and nodes, API servers and proxies, which rules name as entities only. No fault of the proposal.
    /// </summary>
    public required IReadOnlyList<ProofFinding> DeniedInseparable { get; init; }

    /// <summary>Denied attempts of which neither end is closed by this proposal: not its business, and not stopped by it.</summary>
    public required IReadOnlyList<ProofFinding> DeniedLeftOpen { get; init; }

    /// <summary>
    /// How many combinations of observed client, observed server (outside the cluster: observed address, or the whole world where a rule names
    /// it) and proposed port that nobody used are admitted, with at least one end closed. Its own and all other nodes count as one.
    /// </summary>
    public required long UnusedAdmitted { get; init; }

    /// <summary>Of the unused combinations those that are the TCP or UDP twin of a used DNS port; not part of <see cref="UnusedAdmitted"/>.</summary>
    public required long DerivedAdmitted { get; init; }

    /// <summary>Edges that could not be replayed (unknown ends, ports or protocols).</summary>
    public required IReadOnlyList<Edge> NotProvable { get; init; }

    /// <summary>
    /// Of <see cref="NotProvable"/> the edges that are to be admitted, but that closed directions stop because no rule can name them. No fault
    /// of the proposal, but it breaks them.
    /// </summary>
    public IReadOnlyList<Edge> StoppedUncovered { get; init; } = [];

    /// <summary>The connections of <see cref="StoppedUncovered"/>.</summary>
    public long StoppedConnections => StoppedUncovered.Sum(edge => edge.Evidence.Connections);

    /// <summary>Whether every admitted connection gets through and no denied attempt does.</summary>
    public bool Holds => Failures.Count == 0 && DeniedAdmitted.Count == 0;
}
