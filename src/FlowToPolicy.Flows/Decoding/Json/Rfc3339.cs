namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>
/// RFC 3339 times with 0 to 9 fraction digits and any offset, cut (not rounded) to 100 ns. The framework's own parsers
/// round or refuse nine digits.
/// </summary>
internal static class Rfc3339
{
    /// <summary>
    /// Ticks since year 1, UTC. False when the text is no time. Year 1 is Go's zero time, which means "no time": 0.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        int year = Digits(text[..4]), month = Digits(text[5..7]), day = Digits(text[8..10]);
        int hour = Digits(text[11..13]), minute = Digits(text[14..16]), second = Digits(text[17..19]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59
            || !TryFraction(text[19..], out long fraction, out int used)
            || !TryOffset(text[(19 + used)..], out long offset))
        {
            return false;
        }

        long time = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + fraction - offset;
        ticks = year == 1 || time > DateTime.MaxValue.Ticks ? 0 : time;
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, out long ticks, out int used)
    {
        ticks = 0;
        used = 0;
        if (text[0] != '.')
        {
            return true;
        }

        for (used = 1; used < text.Length && text[used] is >= (byte)'0' and <= (byte)'9'; used++)
        {
            if (used <= 7)
            {
                ticks = (ticks * 10) + (text[used] - '0');
            }
        }

        for (int digits = used - 1; digits < 7; digits++)
        {
            ticks *= 10;
        }

        return used is > 1 and <= 10;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length == 1)
        {
            return text[0] is (byte)'Z' or (byte)'z';
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':')
        {
            return false;
        }

        int hours = Digits(text[1..3]), minutes = Digits(text[4..6]);
        ticks = ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute)) * (text[0] == '-' ? -1 : 1);
        return hours is >= 0 and <= 23 && minutes is >= 0 and <= 59;
    }

    /// <summary>The number that the digits write; negative when one is no digit.</summary>
    private static int Digits(ReadOnlySpan<byte> text)
    {
        int number = 0;
        foreach (byte digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
