using System.Numerics;

namespace FlowToPolicy.Graph;

/// <summary>
/// In which of the 168 hours of a week (UTC, Monday first) something was seen, in whatever weeks. Adds up in any order; needs no memory
/// beyond its 24 bytes, however long the window is.
/// </summary>
public struct HoursOfWeek : IEquatable<HoursOfWeek>
{
    /// <summary>Hours in a week.</summary>
    public const int Hours = 168;

    private const int WordBits = 64;

    private ulong _first;
    private ulong _second;
    private ulong _third;

    /// <summary>The set of its three words: hours 0 to 63, 64 to 127, 128 to 167. Bits beyond the last hour are dropped.</summary>
    public HoursOfWeek(ulong first, ulong second, ulong third)
    {
        _first = first;
        _second = second;
        _third = third & ((1UL << (Hours - (2 * WordBits))) - 1);
    }

    /// <summary>How many hours are in it.</summary>
    public readonly int Count => BitOperations.PopCount(_first) + BitOperations.PopCount(_second) + BitOperations.PopCount(_third);

    /// <summary>The three words that the constructor takes.</summary>
    public readonly (ulong First, ulong Second, ulong Third) Words => (_first, _second, _third);

    /// <summary>The hour of the week of a time in ticks UTC: 0 is Monday's first hour. (Tick 0 was a Monday.)</summary>
    public static int HourOf(long ticks) => (int)(ticks / TimeSpan.TicksPerHour % Hours);

    /// <summary>Whether the hour of the week is in it.</summary>
    public readonly bool Contains(int hour) => hour switch
    {
        < 0 or >= Hours => false,
        < WordBits => (_first & (1UL << hour)) != 0,
        < 2 * WordBits => (_second & (1UL << (hour - WordBits))) != 0,
        _ => (_third & (1UL << (hour - (2 * WordBits)))) != 0,
    };

    /// <summary>Adds the hour of a time in ticks UTC.</summary>
    public void Add(long ticks)
    {
        int hour = HourOf(ticks);
        switch (hour / WordBits)
        {
            case 0:
                _first |= 1UL << hour;
                break;
            case 1:
                _second |= 1UL << (hour - WordBits);
                break;
            default:
                _third |= 1UL << (hour - (2 * WordBits));
                break;
        }
    }

    /// <summary>Adds another one's hours.</summary>
    public void Add(HoursOfWeek other)
    {
        _first |= other._first;
        _second |= other._second;
        _third |= other._third;
    }

    /// <inheritdoc/>
    public readonly bool Equals(HoursOfWeek other) => Words == other.Words;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is HoursOfWeek other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Words.GetHashCode();

    /// <summary>Whether two hold the same hours.</summary>
    public static bool operator ==(HoursOfWeek left, HoursOfWeek right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    public static bool operator !=(HoursOfWeek left, HoursOfWeek right) => !left.Equals(right);
}
