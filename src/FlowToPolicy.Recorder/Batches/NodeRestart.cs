namespace FlowToPolicy.Recorder.Batches;

/// <summary>An agent that started anew: its ring was empty then.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Time">When it started, in ticks UTC, from its uptime, to the second.</param>
public sealed record NodeRestart(string Node, long Time);
