using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Recorder.Batches;

/// <summary>
/// What one transaction adds to a store: what was folded since the last one, and how far each node was read. The two belong together,
/// so that a kill between two transactions neither loses nor doubles what was acknowledged.
/// </summary>
public sealed class RecordedBatch
{
    /// <summary>What was folded, by hour (<see cref="DateTime.Ticks"/> UTC divided by <see cref="TimeSpan.TicksPerHour"/>); it is added.</summary>
    public IReadOnlyDictionary<long, GraphTally> Hours { get; init; } = new Dictionary<long, GraphTally>();

    /// <summary>How far nodes were read; each takes the place of the node's last one. Nodes that are not named keep theirs.</summary>
    public IReadOnlyList<NodeMark> Marks { get; init; } = [];

    /// <summary>Times in which nodes were read without a break; they are united with those that are known.</summary>
    public IReadOnlyList<RecordedSpan> Spans { get; init; } = [];

    /// <summary>Events that were lost; they are added.</summary>
    public IReadOnlyList<LossCount> Losses { get; init; } = [];

    /// <summary>Flows that were received and that the nodes say they saw; they are added.</summary>
    public IReadOnlyList<SeenCount> Seen { get; init; } = [];

    /// <summary>Restarts of agents; each is kept once.</summary>
    public IReadOnlyList<NodeRestart> Restarts { get; init; } = [];

    /// <summary>All that coverage is concluded from.</summary>
    public CoverageFacts Facts => new() { Spans = Spans, Losses = Losses, Seen = Seen, Restarts = Restarts };
}
