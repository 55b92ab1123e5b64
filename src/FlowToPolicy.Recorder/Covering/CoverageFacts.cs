using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Covering;

/// <summary>What is known about how much was recorded; what a store keeps beside the flows' tallies.</summary>
public sealed record CoverageFacts
{
    /// <summary>Nothing is known.</summary>
    public static CoverageFacts None { get; } = new();

    /// <summary>Times in which nodes were read without a break; they may touch or overlap.</summary>
    public IReadOnlyList<RecordedSpan> Spans { get; init; } = [];

    /// <summary>Events that were lost.</summary>
    public IReadOnlyList<LossCount> Losses { get; init; } = [];

    /// <summary>Flows received, and seen by the nodes themselves.</summary>
    public IReadOnlyList<SeenCount> Seen { get; init; } = [];

    /// <summary>Restarts of agents.</summary>
    public IReadOnlyList<NodeRestart> Restarts { get; init; } = [];

    /// <summary>What several sources know together; what two of them counted is added.</summary>
    public static CoverageFacts Sum(IReadOnlyCollection<CoverageFacts> parts) => new()
    {
        Spans = [.. parts.SelectMany(part => part.Spans)],
        Losses = [.. parts.SelectMany(part => part.Losses)],
        Seen = [.. parts.SelectMany(part => part.Seen)],
        Restarts = [.. parts.SelectMany(part => part.Restarts).Distinct()],
    };
}
