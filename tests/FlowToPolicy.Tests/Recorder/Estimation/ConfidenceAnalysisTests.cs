using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Covering;
using FlowToPolicy.Recorder.Estimation;

namespace FlowToPolicy.Tests.Recorder.Estimation;

public sealed class ConfidenceAnalysisTests
{
    private static readonly DateTime Monday = RecordedGraph.Monday;

    [Fact]
    public void The_curve_counts_edges_on_the_day_of_their_first_connection()
    {
        Confidence confidence = Analyze(new RecordedGraph()
            .Calls("shop/web", "shop/api", 8080, RecordedGraph.EveryHour(4))
            .Calls("shop/web", "shop/db", 5432, Monday.AddDays(2), Monday.AddDays(3))
            .Calls("shop/api", "shop/db", 5432, Monday.AddDays(2)));

        Assert.Equal([1, 0, 2, 0], confidence.Curve.Select(c => c.New));
        Assert.Equal([1, 1, 3, 3], confidence.Curve.Select(c => c.Total));
        Assert.Equal(4, confidence.Days);
        Assert.Equal(1, confidence.All.SeenOnce);
        Assert.Equal(99, confidence.All.Connections);
        Assert.Equal(1 / 99.0, confidence.All.UnseenChance.Estimate, 9);
    }

    [Fact]
    public void An_edge_counts_for_both_of_its_namespaces_and_once_for_its_own()
    {
        Confidence confidence = Analyze(new RecordedGraph()
            .Calls("shop/web", "shop/api", 8080, Monday)
            .Calls("shop/web", "data/db", 5432, Monday, Monday));

        Assert.Equal([("data", 1, 0), ("shop", 2, 1)], confidence.Namespaces.Select(n => (n.Scope, n.Edges, n.SeenOnce)));
        Assert.Equal(["data/db", "shop/api", "shop/web"], confidence.Workloads.Select(w => w.Scope));
    }

    [Fact]
    public void A_job_of_every_night_is_recognised()
    {
        DateTime[] nights = [.. Enumerable.Range(0, 5).Select(d => Monday.AddDays(d).AddHours(2).AddMinutes(d))];

        PeriodicEdge edge = Assert.Single(Analyze(new RecordedGraph()
            .Calls("shop/web", "shop/api", 8080, RecordedGraph.EveryHour(5))
            .Calls("batch/backup", "CronJob", "shop/db", 5432, nights)).Periodic);

        Assert.Equal(("batch/backup", Rhythm.Daily, 2, null), (edge.Edge.Client.Name, edge.Rhythm, edge.HourOfDay, edge.DayOfWeek));
    }

    [Fact]
    public void A_job_over_midnight_of_Sundays_is_recognised()
    {
        DateTime sunday = Monday.AddDays(6).AddHours(23);

        PeriodicEdge edge = Assert.Single(Analyze(new RecordedGraph()
            .Calls("shop/web", "shop/api", 8080, RecordedGraph.EveryHour(22))
            .Calls("batch/report", "CronJob", "shop/db", 5432, sunday, sunday.AddHours(1), sunday.AddDays(7), sunday.AddDays(7).AddHours(1))).Periodic);

        Assert.Equal((Rhythm.Weekly, 23, DayOfWeek.Sunday), (edge.Rhythm, edge.HourOfDay, edge.DayOfWeek));
    }

    [Fact]
    public void What_comes_at_any_hour_is_not_periodic() =>
        Assert.Empty(Analyze(new RecordedGraph()
            .Calls("shop/web", "shop/api", 8080, Monday, Monday.AddDays(1).AddHours(5), Monday.AddDays(2).AddHours(11))).Periodic);

    [Fact]
    public void Less_than_a_week_is_not_enough()
    {
        Advice advice = Analyze(new RecordedGraph().Calls("shop/web", "shop/api", 8080, RecordedGraph.EveryHour(3))).Advice;

        Assert.False(advice.Enough);
        Assert.Equal(4, advice.MoreDays);
        Assert.Contains("72 of 168 hours", advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiet_week_is_enough_but_for_jobs_that_ran_once()
    {
        Advice advice = Analyze(new RecordedGraph()
            .Calls("shop/web", "shop/api", 8080, RecordedGraph.EveryHour(14))
            .Calls("batch/month-end", "CronJob", "shop/api", 8080, Monday.AddDays(3), Monday.AddDays(3).AddMinutes(1))).Advice;

        Assert.True(advice.Enough);
        Assert.Contains("run by hand what ran on one day only: batch/month-end", advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void New_edges_every_day_ask_for_more_days()
    {
        var graph = new RecordedGraph().Calls("shop/web", "shop/api", 8080, RecordedGraph.EveryHour(10));
        for (int day = 0; day < 10; day++)
        {
            graph.Calls("shop/web", $"shop/api{day}", 8080, Monday.AddDays(day));
        }

        Confidence confidence = Analyze(graph);

        Assert.False(confidence.Advice.Enough);
        Assert.Equal(1, confidence.All.NewEdgesNextDay.Estimate, 9);
        Assert.Equal(10, confidence.Advice.MoreDays);
    }

    [Fact]
    public void Gaps_come_before_all_else()
    {
        var window = new TimeRange(Monday.Ticks, Monday.AddDays(14).Ticks);
        WindowCoverage coverage = CoverageAnalysis.Analyze(
            new CoverageFacts { Spans = [new RecordedSpan("n1", Monday.Ticks, Monday.AddDays(3).Ticks)] }, window);

        Confidence confidence = ConfidenceAnalysis.Analyze(
            new RecordedGraph().Calls("shop/web", "shop/api", 8080, RecordedGraph.EveryHour(14)).Build(), coverage)!;

        Assert.False(confidence.Advice.Enough);
        Assert.Equal(11, confidence.Advice.MoreDays);
        Assert.StartsWith("only 21.4 % of the window was recorded", confidence.Advice.Reason, StringComparison.Ordinal);
        Assert.Equal(72, confidence.HoursOfWeek);
        Assert.Equal(3, confidence.DaysOfMonth);
    }

    [Fact]
    public void Absence_is_believable_only_where_both_nodes_were_recorded()
    {
        var graph = new RecordedGraph().Calls("shop/web", "shop/api", 8080, Monday).Calls("shop/api", "shop/db", 5432, Monday).Build();
        var window = new TimeRange(Monday.Ticks, Monday.AddDays(14).Ticks);
        var recorded = new CoverageFacts { Spans = [new RecordedSpan("n1", Monday.Ticks, Monday.AddDays(13.6).Ticks)] };
        var barely = new CoverageFacts { Spans = [new RecordedSpan("n1", Monday.Ticks, Monday.AddDays(2).Ticks)] };

        FlowToPolicy.Graph.End web = graph.Ends.Single(e => e.Name == "shop/web"), db = graph.Ends.Single(e => e.Name == "shop/db");
        Absence believable = Absence.Judge(graph, CoverageAnalysis.Analyze(recorded, window), web, db);
        Absence doubtful = Absence.Judge(graph, CoverageAnalysis.Analyze(barely, window), web, db);

        Assert.True(believable.Believable);
        Assert.Equal(13.6, believable.Covered / (double)TimeSpan.TicksPerDay, 6);
        Assert.Equal(["n1"], believable.Nodes);
        Assert.False(doubtful.Believable);
    }

    private static Confidence Analyze(RecordedGraph graph) => ConfidenceAnalysis.Analyze(graph.Build(), null)!;
}
