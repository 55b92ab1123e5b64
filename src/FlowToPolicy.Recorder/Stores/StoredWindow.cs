using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>What a store holds of a window.</summary>
/// <param name="Tally">The sum of all flows in it.</param>
/// <param name="Since">
/// Its first moment in ticks UTC: the one asked for, or an earlier one, because an hour (or, once folded, a day) is only taken whole.
/// </param>
/// <param name="Until">The first moment after it in ticks UTC: the one asked for, or a later one.</param>
public sealed record StoredWindow(GraphTally Tally, long Since, long Until)
{
    /// <summary>Which flows were recorded, in words; empty for all.</summary>
    public string Selection { get; init; } = "";

    /// <summary>When which node was read, within the window, by node and time.</summary>
    public IReadOnlyList<RecordedSpan> Spans { get; init; } = [];

    /// <summary>What was lost in its hours.</summary>
    public IReadOnlyList<LossCount> Losses { get; init; } = [];

    /// <summary>How many flows were received and seen in its hours.</summary>
    public IReadOnlyList<SeenCount> Seen { get; init; } = [];

    /// <summary>Agents that started anew in it.</summary>
    public IReadOnlyList<NodeRestart> Restarts { get; init; } = [];

    /// <summary>All that coverage is concluded from.</summary>
    public CoverageFacts Facts => new() { Spans = Spans, Losses = Losses, Seen = Seen, Restarts = Restarts };
}
