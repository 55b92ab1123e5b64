using FlowToPolicy.Graph;

namespace FlowToPolicy.Recorder.Estimation;

/// <summary>
/// Recognises edges that come by the clock: seen on at least three days (two weeks for a weekly one), and always in the same hour, or in it
/// and the next one when runs last longer.
/// </summary>
public static class PeriodicEdges
{
    private const int HoursOfDay = 24;
    private const int FewestDays = 3;

    /// <summary>The periodic edges of a graph, in the graph's order.</summary>
    public static IReadOnlyList<PeriodicEdge> Find(CommunicationGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return [.. graph.Edges.Where(e => e.LetThrough).Select(Recognise).OfType<PeriodicEdge>()];
    }

    private static PeriodicEdge? Recognise(Edge edge)
    {
        if (edge.Evidence.Days < 2)
        {
            return null;
        }

        int[] hours = [.. Enumerable.Range(0, HoursOfWeek.Hours).Where(edge.Evidence.Hours.Contains)];
        bool weeks = edge.Evidence.LastSeen - edge.Evidence.FirstSeen > 6 * TimeSpan.TicksPerDay;
        if (weeks && StartOfRun(hours, HoursOfWeek.Hours) is { } hour)
        {
            return new PeriodicEdge(edge, Rhythm.Weekly, hour % HoursOfDay, (DayOfWeek)(((hour / HoursOfDay) + 1) % 7));
        }

        return edge.Evidence.Days >= FewestDays && StartOfRun([.. hours.Select(h => h % HoursOfDay).Distinct().Order()], HoursOfDay) is { } start
            ? new PeriodicEdge(edge, Rhythm.Daily, start, null)
            : null;
    }

    /// <summary>The hour at which one or two neighbouring hours of a cycle begin; null when there are others.</summary>
    private static int? StartOfRun(int[] hours, int cycle) =>
        hours.Length == 1 ? hours[0]
        : hours.Length == 2 && hours[1] == hours[0] + 1 ? hours[0]
        : hours.Length == 2 && hours[0] == 0 && hours[1] == cycle - 1 ? hours[1]
        : null;
}
