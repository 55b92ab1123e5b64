namespace FlowToPolicy.Recorder.Covering;

/// <summary>A time from one moment to a later one.</summary>
/// <param name="From">The first moment in ticks UTC.</param>
/// <param name="To">The moment after the last in ticks UTC; not before <paramref name="From"/>.</param>
public readonly record struct TimeRange(long From, long To)
{
    /// <summary>How long it is, in ticks.</summary>
    public long Ticks => To - From;

    /// <summary>The part that lies in another range; empty (no ticks) when they do not overlap.</summary>
    public TimeRange Within(TimeRange other)
    {
        long from = Math.Max(From, other.From);
        return new TimeRange(from, Math.Max(from, Math.Min(To, other.To)));
    }
}
