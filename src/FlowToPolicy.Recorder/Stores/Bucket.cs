namespace FlowToPolicy.Recorder.Stores;

/// <summary>A piece of time for which sums are kept: an hour, or a whole UTC day once it is older.</summary>
/// <param name="Hour">Its first hour: ticks UTC divided by <see cref="TimeSpan.TicksPerHour"/>.</param>
/// <param name="Hours">How many hours it has: 1 or 24.</param>
public readonly record struct Bucket(long Hour, int Hours)
{
    /// <summary>The hours of a day.</summary>
    public const int Day = 24;

    /// <summary>Its first moment in ticks UTC.</summary>
    public long Start => Hour * TimeSpan.TicksPerHour;

    /// <summary>The first moment after it in ticks UTC.</summary>
    public long Stop => (Hour + Hours) * TimeSpan.TicksPerHour;

    /// <summary>The bucket of one hour.</summary>
    public static Bucket OfHour(long hour) => new(hour, 1);

    /// <summary>The bucket of the day that an hour lies in. (Hour 0 begins a day.)</summary>
    public static Bucket DayOf(long hour) => new(hour - (hour % Day), Day);
}
