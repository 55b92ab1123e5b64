using System.Globalization;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>A time on the command line: so long ago (<c>90m</c>, <c>36h</c>, <c>14d</c>, <c>1h30m</c>), or a point in time.</summary>
public sealed record Moment
{
    // The layouts that hubble takes beside RFC 3339 with seconds.
    private static readonly string[] Layouts =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HHzzz", "yyyy-MM-dd'T'HH'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "ddd, dd MMM yyyy HH:mm:ss zzz",
    ];

    private readonly TimeSpan? _ago;
    private readonly DateTimeOffset _at;

    private Moment(TimeSpan? ago, DateTimeOffset at)
    {
        _ago = ago;
        _at = at;
    }

    /// <summary>Reads a moment. False when the text is none.</summary>
    public static bool TryParse(string text, out Moment moment)
    {
        moment = new Moment(null, default);
        if (Durations.TryParse(text, out TimeSpan ago))
        {
            moment = new Moment(ago, default);
            return true;
        }

        if (DateTimeOffset.TryParseExact(
            text, Layouts, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at))
        {
            moment = new Moment(null, at);
            return true;
        }

        return false;
    }

    /// <summary>The point in time, seen from <paramref name="now"/>; year 1 when it lies before the calendar begins.</summary>
    public DateTimeOffset Resolve(DateTimeOffset now)
    {
        if (_ago is not { } ago)
        {
            return _at;
        }

        return now.UtcTicks <= ago.Ticks ? DateTimeOffset.MinValue : now - ago;
    }
}
