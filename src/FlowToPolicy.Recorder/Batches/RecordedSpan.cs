namespace FlowToPolicy.Recorder.Batches;

/// <summary>A time in which a node's flows were read without a break (what was lost in it is counted by <see cref="LossCount"/>).</summary>
/// <param name="Node">The node's name as its flows give it.</param>
/// <param name="From">The first moment in ticks UTC.</param>
/// <param name="To">The last moment in ticks UTC; not before <paramref name="From"/>.</param>
public sealed record RecordedSpan(string Node, long From, long To);
