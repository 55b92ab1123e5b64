using FlowToPolicy.Flows;

namespace FlowToPolicy.Graph;

/// <summary>
/// Who talks to whom: the edges of one observation window with all that the log says of them. Immutable, and the same for the
/// same flows in whatever order and from whatever files they came.
/// </summary>
public sealed class CommunicationGraph
{
    /// <summary>All ends that occur in edges, sorted: workloads first, then the rest.</summary>
    public required IReadOnlyList<End> Ends { get; init; }

    /// <summary>
    /// Workloads that flows show but that have no edge (seen in ICMP errors, dropped replies, health probes, ...), sorted. A selector must
    /// not take them in either.
    /// </summary>
    public IReadOnlyList<End> Bystanders { get; init; } = [];

    /// <summary>All edges, sorted by client, server, protocol, port.</summary>
    public required IReadOnlyList<Edge> Edges { get; init; }

    /// <summary>The time that the flows cover and what was lost in it.</summary>
    public required ObservationWindow Window { get; init; }

    /// <summary>Where every line of input went.</summary>
    public required Accounting Accounting { get; init; }

    /// <summary>The clusters whose nodes reported the flows, sorted; usually one, none when no flow names one.</summary>
    public required IReadOnlyList<string> HomeClusters { get; init; }

    /// <summary>Whether workloads of more than one cluster occur, so that selectors must name the cluster.</summary>
    public required bool IsMesh { get; init; }

    /// <summary>The newest agent version that an emitter field named, e.g. <c>1.19</c>; null when none did.</summary>
    public string? CiliumVersion { get; init; }
}
