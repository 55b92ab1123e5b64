namespace FlowToPolicy.Recorder.Estimation;

/// <summary>How sure one may be that the edges of a namespace or of a workload (or of all) have been seen.</summary>
public sealed record ScopeConfidence
{
    /// <summary>The namespace, <c>namespace/workload</c>, or empty for the whole graph.</summary>
    public required string Scope { get; init; }

    /// <summary>Edges that were let through.</summary>
    public required int Edges { get; init; }

    /// <summary>Their connections.</summary>
    public required long Connections { get; init; }

    /// <summary>Edges with one connection.</summary>
    public required int SeenOnce { get; init; }

    /// <summary>Edges that were seen on one day only.</summary>
    public required int OnOneDay { get; init; }

    /// <summary>The chance that the next connection belongs to an edge that was never seen (Good-Turing over connections).</summary>
    public required Interval UnseenChance { get; init; }

    /// <summary>How many new edges the next day will show (Good and Toulmin over days).</summary>
    public required Interval NewEdgesNextDay { get; init; }

    /// <summary>At least so many edges were never seen (Chao 2).</summary>
    public required double UnseenEdgesAtLeast { get; init; }
}
