namespace FlowToPolicy.Recorder.Covering;

/// <summary>How much of a window was recorded, and where not.</summary>
public sealed record WindowCoverage
{
    /// <summary>The window that was asked for.</summary>
    public required TimeRange Window { get; init; }

    /// <summary>
    /// The covered share of the window, 0 to 1: at each moment the share of the nodes known then that were read; moments of which no node
    /// is known count as not covered.
    /// </summary>
    public required double Share { get; init; }

    /// <summary>Ticks of the window in which at least one node was recorded.</summary>
    public required long AnyNode { get; init; }

    /// <summary>The times in which no node at all was recorded, in order.</summary>
    public required IReadOnlyList<TimeRange> Gaps { get; init; }

    /// <summary>By node, sorted by name.</summary>
    public required IReadOnlyList<NodeCoverage> Nodes { get; init; }

    /// <summary>The node with the smallest share; null when no node is known.</summary>
    public NodeCoverage? Worst => Nodes.OrderBy(n => n.Share).ThenBy(n => n.Node, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>All lost events, also those that no node was named for.</summary>
    public required long TotalLost { get; init; }

    /// <summary>Ticks of the window that count as covered: <see cref="Share"/> of it.</summary>
    public long Covered => (long)(Share * Window.Ticks);
}
