namespace FlowToPolicy.Flows.Decoding.Json.Usual;

/// <summary>
/// Reads times in UTC. Neighbouring flows are of the same minute: its date is worked out once and only seconds are read.
/// </summary>
internal sealed class RecentMinute
{
    private const int PrefixLength = 17;
    private readonly byte[] _prefix = new byte[PrefixLength];
    private long _ticks;

    /// <summary>The same as <see cref="Rfc3339.TryParse"/>.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        if (text.Length < PrefixLength + 3 || !text[..PrefixLength].SequenceEqual(_prefix))
        {
            return TryBegin(text, out ticks);
        }

        int tens = text[PrefixLength] - '0', ones = text[PrefixLength + 1] - '0';
        int end = text.Length - 1;
        if ((uint)tens > 5 || (uint)ones > 9 || text[end] != 'Z')
        {
            return Rfc3339.TryParse(text, out ticks);
        }

        ticks = _ticks + (((tens * 10) + ones) * TimeSpan.TicksPerSecond);
        ReadOnlySpan<byte> fraction = text[(PrefixLength + 2)..end];
        return fraction.IsEmpty || (TryFraction(fraction, ref ticks) || Rfc3339.TryParse(text, out ticks));
    }

    private bool TryBegin(ReadOnlySpan<byte> text, out long ticks)
    {
        if (!Rfc3339.TryParse(text, out ticks))
        {
            return false;
        }

        // Year 1 means "no time", and in other zones a minute starts elsewhere.
        if (text[^1] == 'Z' && ticks > TimeSpan.TicksPerDay * 366)
        {
            text[..PrefixLength].CopyTo(_prefix);
            _ticks = ticks - (ticks % TimeSpan.TicksPerMinute);
        }

        return true;
    }

    /// <summary>Adds nine digits behind a point, cut to ticks. False when it is anything else.</summary>
    private static bool TryFraction(ReadOnlySpan<byte> fraction, ref long ticks)
    {
        if (fraction.Length != 10 || fraction[0] != '.' || !char.IsAsciiDigit((char)fraction[8]) || !char.IsAsciiDigit((char)fraction[9]))
        {
            return false;
        }

        int sum = 0;
        for (int i = 1; i <= 7; i++)
        {
            int digit = fraction[i] - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            sum = (sum * 10) + digit;
        }

        ticks += sum;
        return true;
    }
}
