namespace FlowToPolicy.Benchmarks.Generating;

/// <summary>
/// The time of the lines: it goes forward over the whole window in steps of chance, and stands ready as text. As Go's encoder writes it:
/// UTC with 0, 3, 6 or 9 digits of the second.
/// </summary>
internal sealed class LogClock
{
    /// <summary>Nanoseconds of a day.</summary>
    public const long NanosecondsOfDay = 86_400_000_000_000;

    private const int DateLength = 11;
    private const int WholeSecond = 19;
    private static readonly DateTime FirstDay = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);
    private readonly byte[] _text = new byte[30];
    private readonly long _start;
    private readonly long _step;
    private int _day = -1;
    private int _length;

    /// <summary>A clock for so many lines in so many days.</summary>
    public LogClock(int days, long lines)
    {
        _start = (long)(FirstDay - DateTime.UnixEpoch).TotalDays * NanosecondsOfDay;
        _step = Math.Max(1, days * NanosecondsOfDay / (lines + 1));
        Now = _start;
        "0000-00-00T00:00:00."u8.CopyTo(_text);
    }

    /// <summary>Nanoseconds since the start of 1970.</summary>
    public long Now { get; private set; }

    /// <summary>The time as text.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>Goes to the time of a line, counted from 0.</summary>
    public void GoTo(long line, SeededRandom random)
    {
        long jitter = (long)Math.BigMul(random.Next(), (ulong)_step, out _);
        Now = Math.Max(Now, _start + (line * _step) + jitter);
        (long seconds, long fraction) = Math.DivRem(Now, 1_000_000_000);
        (long day, long ofDay) = Math.DivRem(seconds, 86_400);
        if (day != _day)
        {
            _day = (int)day;
            DateTime date = DateTime.UnixEpoch.AddDays(day);
            Digits(date.Year, 4, 0);
            Digits(date.Month, 2, 5);
            Digits(date.Day, 2, 8);
        }

        int rest = (int)ofDay;
        Digits(rest / 3600, 2, DateLength);
        Digits(rest / 60 % 60, 2, DateLength + 3);
        Digits(rest % 60, 2, DateLength + 6);
        WriteFraction((int)fraction);
    }

    private void WriteFraction(int nanoseconds)
    {
        if (nanoseconds == 0)
        {
            _text[WholeSecond] = (byte)'Z';
            _length = WholeSecond + 1;
            return;
        }

        int digits = 9, value = nanoseconds;
        while (value % 1000 == 0)
        {
            value /= 1000;
            digits -= 3;
        }

        _text[WholeSecond] = (byte)'.';
        Digits(value, digits, WholeSecond + 1);
        _text[WholeSecond + 1 + digits] = (byte)'Z';
        _length = WholeSecond + digits + 2;
    }

    private void Digits(int value, int count, int at)
    {
        for (int i = at + count - 1; i >= at; i--)
        {
            (value, int digit) = Math.DivRem(value, 10);
            _text[i] = (byte)('0' + digit);
        }
    }
}
