namespace FlowToPolicy.Recorder.Covering;

/// <summary>Sets of moments, as sorted ranges that neither touch nor overlap.</summary>
public static class TimeRanges
{
    /// <summary>The moments of any of these ranges.</summary>
    public static IReadOnlyList<TimeRange> Unite(IEnumerable<TimeRange> ranges)
    {
        var united = new List<TimeRange>();
        foreach (TimeRange range in ranges.Where(r => r.Ticks > 0).OrderBy(r => r.From).ThenBy(r => r.To))
        {
            if (united.Count > 0 && range.From <= united[^1].To)
            {
                united[^1] = united[^1] with { To = Math.Max(united[^1].To, range.To) };
            }
            else
            {
                united.Add(range);
            }
        }

        return united;
    }

    /// <summary>The moments of the window that are in none of the united ranges.</summary>
    public static IReadOnlyList<TimeRange> Gaps(IReadOnlyList<TimeRange> united, TimeRange window)
    {
        ArgumentNullException.ThrowIfNull(united);
        var gaps = new List<TimeRange>();
        long reached = window.From;
        foreach (TimeRange range in united)
        {
            TimeRange inside = range.Within(window);
            if (inside.Ticks == 0)
            {
                continue;
            }

            if (inside.From > reached)
            {
                gaps.Add(new TimeRange(reached, inside.From));
            }

            reached = inside.To;
        }

        if (reached < window.To)
        {
            gaps.Add(new TimeRange(reached, window.To));
        }

        return gaps;
    }

    /// <summary>How many ticks of the window the united ranges cover.</summary>
    public static long Covered(IReadOnlyList<TimeRange> united, TimeRange window)
    {
        ArgumentNullException.ThrowIfNull(united);
        long covered = 0;
        foreach (TimeRange range in united)
        {
            covered += range.Within(window).Ticks;
        }

        return covered;
    }
}
