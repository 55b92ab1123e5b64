using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Synthesis;

/// <summary>One policy of a proposal.</summary>
public sealed record ProposedPolicy
{
    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The cluster that it is for; empty when no flow names one.</summary>
    public required string Cluster { get; init; }

    /// <summary>The namespace that it is for; a valid Kubernetes namespace name, and so a safe folder name.</summary>
    public required string Namespace { get; init; }

    /// <summary>
    /// The workload's name as a safe file stem, with the kind appended where two kinds share a name. No two policies of one cluster
    /// and namespace have the same, whatever the case of letters.
    /// </summary>
    public required string BaseName { get; init; }

    /// <summary>The workloads that it selects: one, or those that labels cannot tell apart.</summary>
    public required IReadOnlyList<End> Workloads { get; init; }

    /// <summary>Whether it closes what comes in.</summary>
    public required bool ClosesIngress { get; init; }

    /// <summary>Whether it closes what goes out.</summary>
    public required bool ClosesEgress { get; init; }
}

/// <summary>Workloads that labels cannot tell apart, so that they share a policy, and peers admit them together.</summary>
/// <param name="Workloads">The workloads, sorted.</param>
/// <param name="Selector">What selects them all, in words.</param>
public sealed record SharedSelector(IReadOnlyList<End> Workloads, string Selector);

/// <summary>A proposal: policies for the workloads of a graph, and what a reader must know of them. The same for the same graph and options.</summary>
public sealed record Proposal
{
    /// <summary>The policies, sorted by cluster, namespace, base name.</summary>
    public required IReadOnlyList<ProposedPolicy> Policies { get; init; }

    /// <summary>The edges that the options admit and that rules cover where their ends have policies; in the graph's order.</summary>
    public required IReadOnlyList<Edge> Admitted { get; init; }

    /// <summary>
    /// The edges that the options admit but for which no rule can be written (the peer is unknown or has no usable label, the port is
    /// not known, the protocol has none); each is counted in a remark.
    /// </summary>
    public required IReadOnlyList<Edge> Uncovered { get; init; }

    /// <summary>Workloads that share selectors.</summary>
    public required IReadOnlyList<SharedSelector> Shared { get; init; }

    /// <summary>What a reader must know, sorted by kind, subject, peer, port.</summary>
    public required IReadOnlyList<Remark> Remarks { get; init; }
}
