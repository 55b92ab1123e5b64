using System.Runtime.InteropServices;
using FlowToPolicy.Graph;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Recorder.Estimation;

/// <summary>Concludes from a graph, and from its coverage where that is known, what the window has probably not shown yet.</summary>
public static class ConfidenceAnalysis
{
    private const int DaysOfMonth = 31;

    /// <summary>The confidence of a graph; null when no event has a time, because then nothing can be said.</summary>
    /// <param name="graph">What was seen.</param>
    /// <param name="coverage">How much of it was recorded; null for files, which do not tell.</param>
    public static Confidence? Analyze(CommunicationGraph graph, WindowCoverage? coverage)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.Window.First == 0)
        {
            return null;
        }

        Edge[] edges = [.. graph.Edges.Where(e => e.LetThrough && e.Evidence.FirstSeen != 0)];
        TimeRange window = coverage?.Window ?? new TimeRange(graph.Window.First, graph.Window.Last + 1);
        int first = Day(graph.Window.First), days = Day(graph.Window.Last) - first + 1;
        HoursOfWeek seenHours = SeenHours(edges);
        int hours = coverage is null ? seenHours.Count : RecordedHours(coverage).Count;
        ScopeConfidence all = Tally(edges, _ => [""], days).SingleOrDefault() ?? new ScopeTally().Conclude("", days);
        IReadOnlyList<PeriodicEdge> periodic = PeriodicEdges.Find(graph);
        return new Confidence
        {
            All = all,
            Namespaces = Tally(edges, e => Ends(e).Select(w => w.Workload!.Value.Namespace).Distinct(), days),
            Workloads = Tally(edges, e => Ends(e).Select(w => w.Name).Distinct(), days),
            Curve = Curve(edges, first, days),
            Days = days,
            HoursOfWeek = hours,
            DaysOfMonth = coverage is null ? CalendarDays([window]) : CalendarDays(Recorded(coverage)),
            Periodic = periodic,
            Advice = Adviser.Advise(all, days, hours, edges, coverage),
        };
    }

    private static int Day(long ticks) => (int)(ticks / TimeSpan.TicksPerDay);

    private static IEnumerable<End> Ends(Edge edge) => new[] { edge.Client, edge.Server }.Where(e => e.Workload is not null);

    private static IReadOnlyList<ScopeConfidence> Tally(IEnumerable<Edge> edges, Func<Edge, IEnumerable<string>> scopes, int days)
    {
        var tallies = new Dictionary<string, ScopeTally>(StringComparer.Ordinal);
        foreach (Edge edge in edges)
        {
            foreach (string scope in scopes(edge))
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(tallies, scope, out _) ??= new ScopeTally()).Add(edge.Evidence);
            }
        }

        return [.. tallies.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value.Conclude(t.Key, days))];
    }

    private static NewEdges[] Curve(IEnumerable<Edge> edges, int first, int days)
    {
        Dictionary<int, int> byDay = edges.CountBy(e => Day(e.Evidence.FirstSeen)).ToDictionary();
        var curve = new NewEdges[days];
        int total = 0;
        for (int i = 0; i < days; i++)
        {
            int added = byDay.GetValueOrDefault(first + i);
            total += added;
            curve[i] = new NewEdges(first + i, added, total);
        }

        return curve;
    }

    private static HoursOfWeek SeenHours(IEnumerable<Edge> edges)
    {
        var hours = default(HoursOfWeek);
        foreach (Edge edge in edges)
        {
            hours.Add(edge.Evidence.Hours);
        }

        return hours;
    }

    /// <summary>The hours of the week of which at least one was recorded by some node from end to end.</summary>
    private static HoursOfWeek RecordedHours(WindowCoverage coverage)
    {
        var hours = default(HoursOfWeek);
        foreach (TimeRange range in Recorded(coverage))
        {
            long end = Math.Min(range.To, range.From + (HoursOfWeek.Hours + 1) * TimeSpan.TicksPerHour);
            long hour = (range.From + TimeSpan.TicksPerHour - 1) / TimeSpan.TicksPerHour;
            for (; (hour + 1) * TimeSpan.TicksPerHour <= end; hour++)
            {
                hours.Add(hour * TimeSpan.TicksPerHour);
            }
        }

        return hours;
    }

    /// <summary>When at least one node was recorded: the gaps' own gaps.</summary>
    private static IReadOnlyList<TimeRange> Recorded(WindowCoverage coverage) => TimeRanges.Gaps(coverage.Gaps, coverage.Window);

    private static int CalendarDays(IEnumerable<TimeRange> ranges)
    {
        var days = new HashSet<int>();
        foreach (TimeRange range in ranges)
        {
            for (int day = Day(range.From); day <= Day(range.To - 1) && days.Count < DaysOfMonth; day++)
            {
                days.Add(new DateTime(day * TimeSpan.TicksPerDay, DateTimeKind.Utc).Day);
            }
        }

        return days.Count;
    }
}
