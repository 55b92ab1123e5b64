using System.Buffers;
using System.Globalization;

namespace FlowToPolicy.Flows.Relay;

/// <summary>Durations as Go writes them, e.g. <c>5s</c>, <c>1m30s</c>, <c>500ms</c>: what hubble's variables and config file hold.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Ticks)[] Units =
    [
        ("ns", 0.01), ("us", 10), ("µs", 10), ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour),
    ];

    /// <summary>Reads a duration that is not negative.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        double ticks = 0;
        ReadOnlySpan<char> rest = text;
        do
        {
            int digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
            {
                return text == "0";
            }

            rest = rest[digits..];
            int letters = rest.IndexOfAny(Digits);
            ReadOnlySpan<char> unit = letters < 0 ? rest : rest[..letters];
            double size = TicksOf(unit);
            if (size == 0)
            {
                return false;
            }

            ticks += value * size;
            rest = rest[unit.Length..];
        }
        while (!rest.IsEmpty);
        if (ticks >= TimeSpan.MaxValue.Ticks)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    private static double TicksOf(ReadOnlySpan<char> unit)
    {
        foreach ((string name, double ticks) in Units)
        {
            if (unit.SequenceEqual(name))
            {
                return ticks;
            }
        }

        return 0;
    }
}
