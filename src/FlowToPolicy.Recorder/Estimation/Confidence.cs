namespace FlowToPolicy.Recorder.Estimation;

/// <summary>What a window has probably not shown yet, and what to do about it.</summary>
public sealed record Confidence
{
    /// <summary>The whole graph.</summary>
    public required ScopeConfidence All { get; init; }

    /// <summary>By namespace, sorted by name.</summary>
    public required IReadOnlyList<ScopeConfidence> Namespaces { get; init; }

    /// <summary>By workload, sorted by name.</summary>
    public required IReadOnlyList<ScopeConfidence> Workloads { get; init; }

    /// <summary>The days of the window with the edges that were first seen on each.</summary>
    public required IReadOnlyList<NewEdges> Curve { get; init; }

    /// <summary>On how many UTC days something was seen.</summary>
    public required int Days { get; init; }

    /// <summary>How many of the 168 hours of a week were recorded (without coverage: had flows).</summary>
    public required int HoursOfWeek { get; init; }

    /// <summary>How many of the 31 days of a month were recorded (without coverage: lie in the window).</summary>
    public required int DaysOfMonth { get; init; }

    /// <summary>Edges that come by the clock.</summary>
    public required IReadOnlyList<PeriodicEdge> Periodic { get; init; }

    /// <summary>What to do.</summary>
    public required Advice Advice { get; init; }
}
