using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph;

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

    /// <summary>Denials of addresses of the world that are not listed, so that no rule can leave these addresses out; 0 when all are listed.</summary>
    public long UnlistedDenials { get; init; }

    /// <summary>Whether the server's port is one on which DNS was seen, with this client or another.</summary>
    public bool ServesDns { get; init; }

    /// <summary>Whether the log proves that Cilium's DNS proxy handles this edge (DNS flows of the L7 proxy, or redirected verdicts on it).</summary>
    public bool ThroughDnsProxy { get; init; }

    /// <summary>Names that the client asked over this edge, as far as the DNS proxy showed them; the 1 024 smallest, sorted.</summary>
    public IReadOnlyList<string> QueriedNames { get; init; } = [];

    /// <summary>Whether connections of this edge were let through (<see cref="EdgeOutcome.Allowed"/> or <see cref="EdgeOutcome.Audited"/>).</summary>
    public bool LetThrough => Outcome is EdgeOutcome.Allowed or EdgeOutcome.Audited;

    /// <summary>Whether the edge carries DNS: port 53, or any port of the server on which the proxy showed DNS to somebody.</summary>
    public bool IsDns => ThroughDnsProxy || ServesDns || (Port == 53 && (Protocol is Protocol.Udp or Protocol.Tcp));
}
