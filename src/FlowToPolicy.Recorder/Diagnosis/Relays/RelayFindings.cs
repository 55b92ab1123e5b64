using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Recorder.Diagnosis.Relays;

/// <summary>What an examination of a relay found; the checks judge it.</summary>
public sealed record RelayFindings
{
    /// <summary>Where the relay was looked for.</summary>
    public required string Target { get; init; }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool Tls { get; init; }

    /// <summary>Whether the server's certificate is not checked.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>When it was looked, by this machine's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Why the relay cannot be asked, in one line that may end with what to try; null when it answered.</summary>
    public string? Failure { get; init; }

    /// <summary>How long its first answer took, connecting included.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The server's certificate; null when it showed none.</summary>
    public RelayCertificate? ServerCertificate { get; init; }

    /// <summary>Our own certificate; null for none.</summary>
    public RelayCertificate? ClientCertificate { get; init; }

    /// <summary>What the relay says of itself; null when it did not answer.</summary>
    public RelayStatus? Status { get; init; }

    /// <summary>What it says of its nodes; null for an agent, which has none behind it.</summary>
    public IReadOnlyList<RelayNode>? Nodes { get; init; }

    /// <summary>The newest flows of each node; null when there was no reading.</summary>
    public FlowCensus? Census { get; init; }

    /// <summary>Whether a node refused the field mask.</summary>
    public bool MaskWithdrawn { get; init; }

    /// <summary>How long new flows were read.</summary>
    public TimeSpan SampleLength { get; init; }

    /// <summary>The nodes during that time, by name.</summary>
    public IReadOnlyList<NodeSample> Sample { get; init; } = [];

    /// <summary>Events that nodes lost in that time.</summary>
    public long SampleLost { get; init; }

    /// <summary>How the stream of new flows ended before its time; null when it held.</summary>
    public string? StreamEnd { get; init; }

    /// <summary>All nodes, those of an agent as one without a name.</summary>
    public IEnumerable<RelayNode> AllNodes => Nodes ?? (Status is { } agent
        ? [new RelayNode(Target, agent.Version, Target, Flows.NodeState.Connected, Tls, "", agent.Uptime, agent.NumFlows, agent.MaxFlows, agent.SeenFlows)]
        : []);
}
