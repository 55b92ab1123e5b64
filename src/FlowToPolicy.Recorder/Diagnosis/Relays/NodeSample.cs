namespace FlowToPolicy.Recorder.Diagnosis.Relays;

/// <summary>One node during a short sample of new flows.</summary>
/// <param name="Name">The node.</param>
/// <param name="Seen">Flows that it says it saw in that time; null when it did not say, or started anew.</param>
/// <param name="Received">Flows of it that arrived in that time and shortly after.</param>
/// <param name="Behind">How far the time of its newest flow was behind this machine's clock when it arrived; negative when ahead; null when none arrived.</param>
public sealed record NodeSample(string Name, long? Seen, long Received, TimeSpan? Behind);
