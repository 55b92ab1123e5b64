using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>
/// The window that was asked for, and what all inputs know of how much of it was recorded. The one place that decides where it begins and
/// ends. Not thread-safe.
/// </summary>
/// <param name="since">The first moment asked for, in ticks UTC; 0 for the first that an input knows.</param>
/// <param name="until">The last moment asked for, in ticks UTC; 0 for now when a beginning was asked for, else for the last that an input knows.</param>
/// <param name="clock">What time it is now.</param>
internal sealed class AskedWindow(long since, long until, TimeProvider clock)
{
    private readonly List<CoverageFacts> _facts = [];
    private long _first = long.MaxValue;
    private long _last;
    private WindowCoverage? _coverage;

    /// <summary>The first moment asked for, in ticks UTC; 0 for all.</summary>
    public long Since => since;

    /// <summary>The last moment asked for, in ticks UTC; 0 for all.</summary>
    public long Until => until;

    /// <summary>Whether the window reaches to now, as it does when the nodes themselves are asked.</summary>
    public bool ReachesNow { get; init; }

    /// <summary>Who can record what is missing; null when no store takes part.</summary>
    public string? Store { get; set; }

    /// <summary>Adds what one input knows.</summary>
    /// <param name="facts">When its nodes were read, and what was lost.</param>
    /// <param name="first">The first moment that it knows, in ticks UTC; 0 for none.</param>
    /// <param name="last">The last moment that it knows, in ticks UTC; 0 for none.</param>
    public void Add(CoverageFacts facts, long first, long last)
    {
        _facts.Add(facts);
        _first = first > 0 ? Math.Min(_first, first) : _first;
        _last = Math.Max(_last, last);
        _coverage = null;
    }

    /// <summary>How much of it was recorded; null when nobody says: files of flows alone do not tell when nobody recorded.</summary>
    public WindowCoverage? Coverage => _coverage ??= Judge();

    private WindowCoverage? Judge()
    {
        long from = since > 0 ? since : _first < long.MaxValue ? _first : 0;
        long to = until > 0 ? until : since > 0 || ReachesNow ? clock.GetUtcNow().UtcTicks : _last;
        bool isKnown = ReachesNow || _facts.Any(facts => facts.Spans.Count > 0);
        return isKnown && from > 0 && to > from ? CoverageAnalysis.Analyze(CoverageFacts.Sum(_facts), new TimeRange(from, to)) : null;
    }
}
