using System.CommandLine;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>--since</c> and <c>--until</c>.</summary>
internal sealed class WindowOptions : OptionGroup
{
    private const string MustBe = "so long ago (90m, 36h, 14d, 1h30m) or a time such as 2026-03-01 or 2026-03-01T10:00:00Z";

    private readonly Option<Moment?> _since;
    private readonly Option<Moment?> _until;

    /// <summary>The options.</summary>
    public WindowOptions()
    {
        _since = Parsed<Moment>("--since", "TIME", "Only flows since then: so long ago (90m, 36h, 14d) or an RFC 3339 time or date.", Moment.TryParse, MustBe);
        _until = Parsed<Moment>("--until", "TIME", "Only flows until then, in the same forms.", Moment.TryParse, MustBe);
    }

    /// <summary>The window as seen from <paramref name="now"/>. Fails when it ends before it begins.</summary>
    public TimeWindow Read(ParseResult result, DateTimeOffset now)
    {
        var window = new TimeWindow(result.GetValue(_since)?.Resolve(now), result.GetValue(_until)?.Resolve(now));
        return window.Since > window.Until
            ? throw new CommandFailure(ExitCode.Usage, "--until lies before --since, so that no flow can fall between them; swap them.")
            : window;
    }
}

/// <summary>The flows that are asked for, by time; both ends belong to it.</summary>
/// <param name="Since">The first moment; null without limit.</param>
/// <param name="Until">The last moment; null without limit.</param>
internal sealed record TimeWindow(DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>The first moment in ticks UTC; 0 without limit.</summary>
    public long SinceTicks => Since?.UtcTicks ?? 0;

    /// <summary>The last moment in ticks UTC; 0 without limit.</summary>
    public long UntilTicks => Until?.UtcTicks ?? 0;
}
