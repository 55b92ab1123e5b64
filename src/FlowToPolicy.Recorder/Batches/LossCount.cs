namespace FlowToPolicy.Recorder.Batches;

/// <summary>Events that were lost in one hour.</summary>
/// <param name="Node">The node's name; empty when nobody says.</param>
/// <param name="Hour">The hour, in ticks UTC divided by <see cref="TimeSpan.TicksPerHour"/>.</param>
/// <param name="Source">Where.</param>
/// <param name="Events">How many.</param>
public sealed record LossCount(string Node, long Hour, LossSource Source, long Events);
