using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph;

/// <summary>What became of the connections of an edge, judged side by side.</summary>
public enum EdgeOutcome : byte
{
    /// <summary>Let through.</summary>
    Allowed,

    /// <summary>Let through, but only because of audit mode: the policies in force would have denied it.</summary>
    Audited,

    /// <summary>Dropped because no rule allows it (default deny), and never let through.</summary>
    Denied,

    /// <summary>Dropped by an explicit deny rule, and never let through.</summary>
    ExplicitlyDenied,

    /// <summary>Never let through, and policy was not the reason.</summary>
    Failed,
}

/// <summary>What is remarkable about an edge.</summary>
[Flags]
public enum EdgeMarks : short
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>No reply was ever seen.</summary>
    Unanswered = 1,

    /// <summary>At most one connection was seen in the window.</summary>
    SeenOnce = 2,

    /// <summary>The client is a node or the world, and may stand for somebody else whose address was translated on the way.</summary>
    MaybeMasked = 4,

    /// <summary>Which end opened the connection was concluded, not seen (no SYN in the log).</summary>
    DirectionAssumed = 8,

    /// <summary>Some of it was dropped by policy although some was let through.</summary>
    PartlyDenied = 16,

    /// <summary>An explicit deny rule matched, in audit mode or on part of the traffic.</summary>
    ExplicitDenySeen = 32,

    /// <summary>The client is the server's own node: Cilium always lets it in, so no rule is needed.</summary>
    LocalHost = 64,
}

/// <summary>How often what was seen at the two sides of an edge. A sighting is an event, not a connection.</summary>
public sealed record Sightings
{
    /// <summary>First packets of connections seen at the client's side.</summary>
    public long ClientNew { get; init; }

    /// <summary>Policy verdicts that allowed (or audited) at the client's side.</summary>
    public long ClientVerdicts { get; init; }

    /// <summary>First packets of connections seen at the server's side.</summary>
    public long ServerNew { get; init; }

    /// <summary>Policy verdicts that allowed (or audited) at the server's side.</summary>
    public long ServerVerdicts { get; init; }

    /// <summary>Later packets of connections, at either side.</summary>
    public long Ongoing { get; init; }

    /// <summary>Replies, at either side.</summary>
    public long Replies { get; init; }

    /// <summary>Requests that the L7 proxy saw, at either side.</summary>
    public long L7 { get; init; }

    /// <summary>Would-be denials (AUDIT verdicts) at either side.</summary>
    public long Audited { get; init; }

    /// <summary>Denials by policy: of each side the larger of drop events and DROPPED verdicts, added up.</summary>
    public long Denied { get; init; }

    /// <summary>Drops for reasons other than policy.</summary>
    public long OtherDrops { get; init; }

    /// <summary>Flows that aggregated lines stand for.</summary>
    public long Aggregated { get; init; }
}

/// <summary>Where and when something was seen.</summary>
public sealed record Evidence
{
    /// <summary>Connections: the largest of the sides' new-connection and verdict counts; at least 1 when anything was let through.</summary>
    public long Connections { get; init; }

    /// <summary>Earliest event in ticks UTC; 0 when no event had a time.</summary>
    public long FirstSeen { get; init; }

    /// <summary>Latest event in ticks UTC; 0 when no event had a time.</summary>
    public long LastSeen { get; init; }

    /// <summary>On how many distinct UTC days.</summary>
    public int Days { get; init; }

    /// <summary>The nodes that reported it, sorted.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>The two smallest flow ids, as samples to look up.</summary>
    public IReadOnlyList<Guid> Samples { get; init; } = [];

    /// <summary>Counts by side and kind.</summary>
    public Sightings Sightings { get; init; } = new();

    /// <summary>Whether the client's side was seen.</summary>
    public bool SeenAtClient { get; init; }

    /// <summary>Whether the server's side was seen.</summary>
    public bool SeenAtServer { get; init; }
}

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

/// <summary>
/// Connections from one end to another on one server port: the unit of everything that follows. The client is who opened the
/// connection, whatever direction single flows claimed.
/// </summary>
public sealed class Edge
{
    /// <summary>Who opens the connection.</summary>
    public required End Client { get; init; }

    /// <summary>Who is called.</summary>
    public required End Server { get; init; }

    /// <summary>The transport.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>The server's port behind all services (the pod's port); for ICMP the type; 0 when the log left it out.</summary>
    public required ushort Port { get; init; }

    /// <summary>
    /// What became of it. For a peer with <see cref="Addresses"/> the best outcome of all of them (allowed before audited before denied);
    /// each address has its own.
    /// </summary>
    public required EdgeOutcome Outcome { get; init; }

    /// <summary>Whether a reply was ever seen.</summary>
    public required bool Answered { get; init; }

    /// <summary>What is remarkable about it.</summary>
    public required EdgeMarks Marks { get; init; }

    /// <summary>Where and when it was seen.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>The label sets of the client's identities on this very edge; a subset of the end's.</summary>
    public required IReadOnlyList<LabelSet> ClientLabels { get; init; }

    /// <summary>The label sets of the server's identities on this very edge; a subset of the end's.</summary>
    public required IReadOnlyList<LabelSet> ServerLabels { get; init; }

    /// <summary>
    /// The addresses of the end that is no workload, the 1 024 smallest, sorted; empty when both ends are workloads or when the log
    /// left the addresses out (a field mask, an aggregating exporter).
    /// At least one end of an edge is a workload.
    /// </summary>
    public IReadOnlyList<EdgeAddress> Addresses { get; init; } = [];

    /// <summary>Estimate of how many more addresses there were (flows without an address count as one more); 0 when all are listed.</summary>
    public long AddressesBeyond { get; init; }

    /// <summary>Whether the log proves that Cilium's DNS proxy handles this edge (DNS flows of the L7 proxy, or redirected verdicts on it).</summary>
    public bool ThroughDnsProxy { get; init; }

    /// <summary>Names that the client asked over this edge, as far as the DNS proxy showed them; the 1 024 smallest, sorted.</summary>
    public IReadOnlyList<string> QueriedNames { get; init; } = [];

    /// <summary>Whether connections of this edge were let through (<see cref="EdgeOutcome.Allowed"/> or <see cref="EdgeOutcome.Audited"/>).</summary>
    public bool LetThrough => Outcome is EdgeOutcome.Allowed or EdgeOutcome.Audited;

    /// <summary>Whether the edge carries DNS: port 53, or any port on which the proxy showed DNS.</summary>
    public bool IsDns => ThroughDnsProxy || (Port == 53 && (Protocol is Protocol.Udp or Protocol.Tcp));
}
