using System.Globalization;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>Durations as Go spells them (<c>300ms</c>, <c>1h30m</c>, <c>1.5h</c>), and days (<c>14d</c>) as well.</summary>
public static class Durations
{
    private static readonly (string Unit, decimal Ticks)[] Units =
    [
        ("ns", 0.01m), ("us", 10), ("µs", 10), ("μs", 10), ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour), ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>Reads a duration. False when the text is none, is negative, or is longer than ten thousand years.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = TimeSpan.Zero;
        if (text == "0")
        {
            return true;
        }

        decimal ticks = 0;
        int position = 0;
        while (position < text.Length)
        {
            int unit = Span(text, position, c => char.IsAsciiDigit(c) || c == '.');
            int next = Span(text, unit, c => !char.IsAsciiDigit(c) && c != '.');
            if (!TryPart(text[position..unit], text[unit..next], ref ticks))
            {
                return false;
            }

            position = next;
        }

        duration = TimeSpan.FromTicks((long)ticks);
        return text.Length > 0;
    }

    private static int Span(string text, int start, Func<char, bool> belongs)
    {
        while (start < text.Length && belongs(text[start]))
        {
            start++;
        }

        return start;
    }

    private static bool TryPart(string number, string unit, ref decimal ticks)
    {
        foreach ((string name, decimal each) in Units)
        {
            if (name == unit)
            {
                // The bounds keep the product inside both decimal and the calendar.
                return number.Length is > 0 and < 20
                    && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count)
                    && count < 1e18m / each
                    && (ticks += count * each) < DateTime.MaxValue.Ticks;
            }
        }

        return false;
    }
}
