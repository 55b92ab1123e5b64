using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Covering;

/// <summary>Says of a window how much of it was recorded, from the facts alone.</summary>
public static class CoverageAnalysis
{
    /// <summary>The coverage of a window; hours are whole hours UTC that lie at least in part in it.</summary>
    /// <exception cref="ArgumentException">The window is empty.</exception>
    public static WindowCoverage Analyze(CoverageFacts facts, TimeRange window)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (window.Ticks <= 0)
        {
            throw new ArgumentException("A window has a length.", nameof(window));
        }

        Dictionary<string, IReadOnlyList<TimeRange>> spans = facts.Spans
            .GroupBy(s => s.Node, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => TimeRanges.Unite(g.Select(s => new TimeRange(s.From, s.To))), StringComparer.Ordinal);
        NodeCoverage[] nodes = [.. spans
            .Where(s => s.Value.Count > 0 && Known(s.Value).Within(window).Ticks > 0)
            .OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => OfNode(s.Key, s.Value, facts, window))];
        IReadOnlyList<TimeRange> any = TimeRanges.Unite(spans.Values.SelectMany(s => s));
        return new WindowCoverage
        {
            Window = window,
            Share = Share(spans.Values, window),
            AnyNode = TimeRanges.Covered(any, window),
            Gaps = GapsOf(any, window),
            Nodes = nodes,
            TotalLost = facts.Losses.Where(l => IsIn(l.Hour, window)).Sum(l => l.Events),
        };
    }

    /// <summary>What is shorter than a second is no gap: a time that was read ends with a flow, a window after its last one.</summary>
    private static TimeRange[] GapsOf(IReadOnlyList<TimeRange> united, TimeRange window) =>
        [.. TimeRanges.Gaps(united, window).Where(gap => gap.Ticks >= TimeSpan.TicksPerSecond)];

    private static TimeRange Known(IReadOnlyList<TimeRange> united) => new(united[0].From, united[^1].To);

    private static NodeCoverage OfNode(string node, IReadOnlyList<TimeRange> united, CoverageFacts facts, TimeRange window)
    {
        TimeRange known = Known(united).Within(window);
        LossCount[] losses = [.. facts.Losses.Where(l => l.Node == node && IsIn(l.Hour, window))];
        SeenCount[] seen = [.. facts.Seen.Where(s => s.Node == node && IsIn(s.Hour, window))];
        return new NodeCoverage
        {
            Node = node,
            Known = known,
            Covered = TimeRanges.Covered(united, window),
            Gaps = GapsOf(united, known),
            Lost = [.. losses.GroupBy(l => l.Source).OrderBy(g => g.Key).Select(g => KeyValuePair.Create(g.Key, g.Sum(l => l.Events)))],
            Received = seen.Sum(s => s.Received),
            Seen = seen.Sum(s => s.Seen),
            ReceivedOfSeen = seen.Where(s => s.Seen > 0).Sum(s => s.Received),
            Restarts = [.. facts.Restarts.Where(r => r.Node == node && r.Time >= window.From && r.Time < window.To).Select(r => r.Time).Distinct().Order()],
            Hours = Hours(united, [.. losses.Where(l => l.Events > 0).Select(l => l.Hour)], window),
        };
    }

    private static bool IsIn(long hour, TimeRange window) =>
        new TimeRange(hour * TimeSpan.TicksPerHour, (hour + 1) * TimeSpan.TicksPerHour).Within(window).Ticks > 0;

    private static HourState[] Hours(IReadOnlyList<TimeRange> united, HashSet<long> lossy, TimeRange window)
    {
        TimeRange known = Known(united);
        long first = window.From / TimeSpan.TicksPerHour;
        long end = (window.To + TimeSpan.TicksPerHour - 1) / TimeSpan.TicksPerHour;
        var states = new HourState[end - first];
        int span = 0;
        for (long hour = first; hour < end; hour++)
        {
            TimeRange range = new TimeRange(hour * TimeSpan.TicksPerHour, (hour + 1) * TimeSpan.TicksPerHour).Within(window);
            while (span < united.Count && united[span].To <= range.From)
            {
                span++;
            }

            long covered = 0;
            for (int i = span; i < united.Count && united[i].From < range.To; i++)
            {
                covered += united[i].Within(range).Ticks;
            }

            states[hour - first] = covered == range.Ticks ? (lossy.Contains(hour) ? HourState.Lossy : HourState.Recorded)
                : covered > 0 ? HourState.Partly
                : known.Within(range).Ticks > 0 ? HourState.NotConnected
                : HourState.Unknown;
        }

        return states;
    }

    /// <summary>The mean over the window of read nodes by known nodes.</summary>
    private static double Share(IEnumerable<IReadOnlyList<TimeRange>> nodes, TimeRange window)
    {
        var changes = new SortedDictionary<long, (int Known, int Read)>();
        foreach (IReadOnlyList<TimeRange> united in nodes.Where(n => n.Count > 0))
        {
            Change(Known(united), 1, 0);
            foreach (TimeRange span in united)
            {
                Change(span, 0, 1);
            }
        }

        double covered = 0;
        int known = 0, read = 0;
        long reached = window.From;
        foreach ((long time, (int Known, int Read) change) in changes)
        {
            covered += known == 0 ? 0 : (double)read / known * (time - reached);
            (reached, known, read) = (time, known + change.Known, read + change.Read);
        }

        return covered / window.Ticks;

        void Change(TimeRange range, int nodeCount, int readCount)
        {
            TimeRange inside = range.Within(window);
            if (inside.Ticks > 0)
            {
                Add(inside.From, nodeCount, readCount);
                Add(inside.To, -nodeCount, -readCount);
            }
        }

        void Add(long time, int nodeCount, int readCount)
        {
            (int Known, int Read) before = changes.GetValueOrDefault(time);
            changes[time] = (before.Known + nodeCount, before.Read + readCount);
        }
    }
}
