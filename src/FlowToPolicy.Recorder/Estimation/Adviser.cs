using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Recorder.Estimation;

/// <summary>
/// Advises in one line: the gaps first, because longer recording does not close them; then a whole week, because most schedules repeat in one;
/// then the rate of new edges, which falls about as one over the time recorded as long as edges differ widely in how often they are used.
/// </summary>
internal static class Adviser
{
    private const int WeekDays = 7;
    private const int MostDays = 31;
    private const double FewestCovered = 0.9;
    private const int MostNames = 3;

    public static Advice Advise(ScopeConfidence all, int days, int hoursOfWeek, IReadOnlyList<Edge> edges, WindowCoverage? coverage)
    {
        if (all.Edges == 0)
        {
            return new Advice(false, WeekDays, "no connection was let through in the window, so nothing can be said of what it has not shown");
        }

        if (coverage is { Share: < FewestCovered })
        {
            string worst = coverage.Worst is { } node ? $", least of all {node.Node} ({Percent(node.Share)})" : "";
            return new Advice(false, MissingDays(coverage),
                $"only {Percent(coverage.Share)} of the window was recorded{worst}: keep the recorder running without gaps before you rely on what is absent");
        }

        if (days < WeekDays)
        {
            return new Advice(false, WeekDays - days, $"{Days(days)} cannot show what a week does ({hoursOfWeek} of {HoursOfWeek.Hours} hours of the week): {Days(WeekDays - days)} more");
        }

        double tolerable = Math.Max(0.5, all.Edges / 1000.0);
        double rate = all.NewEdgesNextDay.Estimate;
        if (rate > tolerable)
        {
            int more = (int)Math.Ceiling(days * ((rate / tolerable) - 1));
            string rates = $"about {Number(rate)} new edges a day still come ({Number(all.NewEdgesNextDay.Low)} to {Number(all.NewEdgesNextDay.High)})";
            return more > MostDays
                ? new Advice(false, 0, $"{rates}, and waiting alone would take more than {MostDays} days: look at which they are, and isolate the quiet namespaces first")
                : new Advice(false, more, $"{rates}: {Days(more)} more should bring that down to {Number(tolerable)}");
        }

        return new Advice(true, 0, $"{Number(rate)} new edges a day are to be expected (at most {Number(all.NewEdgesNextDay.High)})" + Jobs(edges));
    }

    /// <summary>Jobs of which one run is all that was seen, so that another may do what this one did not.</summary>
    private static string Jobs(IReadOnlyList<Edge> edges)
    {
        string[] jobs = [.. edges
            .Where(e => e.Client.Workload is { Kind: "CronJob" or "Job" })
            .GroupBy(e => e.Client.Name, StringComparer.Ordinal)
            .Where(g => g.All(e => e.Evidence.Days <= 1))
            .Select(g => g.Key)
            .Order(StringComparer.Ordinal)];
        return jobs.Length == 0 ? ""
            : $"; run by hand what ran on one day only: {string.Join(", ", jobs.Take(MostNames))}" + (jobs.Length > MostNames ? $" and {jobs.Length - MostNames} more" : "");
    }

    private static int MissingDays(WindowCoverage coverage) =>
        Math.Max(1, (int)Math.Ceiling((coverage.Window.Ticks - coverage.Covered) / (double)TimeSpan.TicksPerDay));

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    private static string Number(double value) => value >= 10 ? value.ToString("N0", CultureInfo.InvariantCulture) : value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Rounded down, so that a gap never reads as 100 %.</summary>
    private static string Percent(double share) => (Math.Floor(share * 1000) / 10).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
