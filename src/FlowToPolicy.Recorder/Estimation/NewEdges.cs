namespace FlowToPolicy.Recorder.Estimation;

/// <summary>One point of the new-edge curve.</summary>
/// <param name="Day">The UTC day, as days since year 1.</param>
/// <param name="New">Edges that were first seen on it.</param>
/// <param name="Total">Edges seen until its end.</param>
public readonly record struct NewEdges(int Day, int New, int Total);
