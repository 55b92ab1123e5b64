using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph;

/// <summary>One address of a peer that has no labels of its own (world, nodes, unknown), with what became of it.</summary>
public sealed record EdgeAddress
{
    /// <summary>The address.</summary>
    public required Address Address { get; init; }

    /// <summary>What became of the connections with this address. Only the world is judged address by address; for other ends this is the edge's outcome.</summary>
    public required EdgeOutcome Outcome { get; init; }

    /// <summary>The DNS names that the log shows for this client and this address; sorted.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The label sets that identities of this address carried (node-local <c>cidr:</c> and <c>fqdn:</c> labels left out).</summary>
    public IReadOnlyList<LabelSet> LabelSets { get; init; } = [];

    /// <summary>Connections with this address.</summary>
    public long Connections { get; init; }

    /// <summary>Whether a reply was seen.</summary>
    public bool Answered { get; init; }
}
