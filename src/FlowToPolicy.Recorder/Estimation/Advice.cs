namespace FlowToPolicy.Recorder.Estimation;

/// <summary>Whether a window is long enough.</summary>
/// <param name="Enough">Whether it is.</param>
/// <param name="MoreDays">How many more days to record; 0 when enough, and when recording longer is not the cure.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record Advice(bool Enough, int MoreDays, string Reason);
