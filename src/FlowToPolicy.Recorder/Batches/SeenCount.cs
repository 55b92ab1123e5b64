namespace FlowToPolicy.Recorder.Batches;

/// <summary>How many flows of a node reached us in one hour, of how many that it saw itself (the growth of <c>seen_flows</c>).</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Hour">The hour, in ticks UTC divided by <see cref="TimeSpan.TicksPerHour"/>.</param>
/// <param name="Received">Flows that were received, each once.</param>
/// <param name="Seen">Flows that the node counted; 0 when it was not asked.</param>
public sealed record SeenCount(string Node, long Hour, long Received, long Seen);
