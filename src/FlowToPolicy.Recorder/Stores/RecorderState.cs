namespace FlowToPolicy.Recorder.Stores;

/// <summary>Who holds a store for recording.</summary>
/// <param name="Identity">Who.</param>
/// <param name="Since">Since when, in ticks UTC.</param>
/// <param name="Beat">When it last wrote, in ticks UTC.</param>
/// <param name="IsAlive">Whether it still lives, as far as one can tell from here.</param>
public sealed record RecorderState(RecorderIdentity Identity, long Since, long Beat, bool IsAlive);
