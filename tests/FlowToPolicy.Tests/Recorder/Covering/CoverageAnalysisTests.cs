using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Tests.Recorder.Covering;

public sealed class CoverageAnalysisTests
{
    private static readonly long Monday = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly TimeRange TenHours = Hours(0, 10);

    [Fact]
    public void A_node_that_was_read_all_the_time_is_covered_whole()
    {
        WindowCoverage coverage = Of(Span("a", 0, 4), Span("a", 4, 10));

        Assert.Equal(1, coverage.Share);
        Assert.Empty(coverage.Gaps);
        NodeCoverage node = Assert.Single(coverage.Nodes);
        Assert.Empty(node.Gaps);
        Assert.Equal(Enumerable.Repeat(HourState.Recorded, 10), node.Hours);
    }

    [Fact]
    public void A_gap_of_one_node_counts_for_its_share_of_the_nodes()
    {
        WindowCoverage coverage = Of(Span("a", 0, 10), Span("b", 0, 2), Span("b", 6, 10));

        Assert.Equal(0.8, coverage.Share, 9);
        Assert.Empty(coverage.Gaps);
        Assert.Equal("b", coverage.Worst!.Node);
        Assert.Equal([Hours(2, 6)], coverage.Worst.Gaps);
        Assert.Equal(HourState.NotConnected, coverage.Worst.Hours[3]);
    }

    [Fact]
    public void What_nobody_read_is_a_gap_of_the_window()
    {
        WindowCoverage coverage = Of(Span("a", 1, 3), Span("b", 2, 4), Span("a", 7, 8));

        Assert.Equal([Hours(0, 1), Hours(4, 7), Hours(8, 10)], coverage.Gaps);
        Assert.Equal(4 * TimeSpan.TicksPerHour, coverage.AnyNode);
    }

    [Fact]
    public void A_node_that_came_late_is_not_blamed_for_the_time_before()
    {
        WindowCoverage coverage = Of(Span("a", 0, 10), Span("new", 8, 10));

        Assert.Equal(1, coverage.Share);
        NodeCoverage late = coverage.Nodes.Single(n => n.Node == "new");
        Assert.Equal(1, late.Share);
        Assert.Equal(HourState.Unknown, late.Hours[7]);
    }

    [Fact]
    public void A_recorder_that_stopped_leaves_the_rest_of_the_window_uncovered()
    {
        WindowCoverage coverage = Of(Span("a", 0, 3));

        Assert.Equal(0.3, coverage.Share, 9);
        Assert.Equal([Hours(3, 10)], coverage.Gaps);
    }

    [Fact]
    public void Lost_events_mark_their_hours_and_add_up_by_source()
    {
        var facts = new CoverageFacts
        {
            Spans = [Span("a", 0, 10)],
            Losses =
            [
                new("a", (Monday / TimeSpan.TicksPerHour) + 2, LossSource.HubbleRingBuffer, 5),
                new("a", (Monday / TimeSpan.TicksPerHour) + 3, LossSource.HubbleRingBuffer, 7),
                new("a", (Monday / TimeSpan.TicksPerHour) + 3, LossSource.Recorder, 1),
                new("", (Monday / TimeSpan.TicksPerHour) + 3, LossSource.Unknown, 2),
                new("a", (Monday / TimeSpan.TicksPerHour) + 10, LossSource.Unknown, 1000),
            ],
        };

        WindowCoverage coverage = CoverageAnalysis.Analyze(facts, TenHours);

        Assert.Equal(15, coverage.TotalLost);
        Assert.Equal([new(LossSource.HubbleRingBuffer, 12), new(LossSource.Recorder, 1)], coverage.Nodes[0].Lost);
        Assert.Equal([2, 3], Enumerable.Range(0, 10).Where(h => coverage.Nodes[0].Hours[h] == HourState.Lossy));
    }

    [Fact]
    public void The_share_that_reached_us_counts_only_hours_in_which_the_node_was_asked()
    {
        long hour = Monday / TimeSpan.TicksPerHour;
        var facts = new CoverageFacts
        {
            Spans = [Span("a", 0, 10)],
            Seen = [new("a", hour, 90, 100), new("a", hour + 1, 500, 0)],
        };

        NodeCoverage node = CoverageAnalysis.Analyze(facts, TenHours).Nodes[0];

        Assert.Equal(590, node.Received);
        Assert.Equal(0.9, node.ReachedShare!.Value, 9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Coverage_agrees_with_counting_minute_by_minute(int seed)
    {
        const int Minutes = 600;
        var random = new Random(seed);
        var spans = new List<RecordedSpan>();
        for (int i = 0; i < 12; i++)
        {
            int from = random.Next(-50, Minutes), to = from + random.Next(1, 150);
            spans.Add(new RecordedSpan($"n{random.Next(3)}", Monday + (from * TimeSpan.TicksPerMinute), Monday + (to * TimeSpan.TicksPerMinute)));
        }

        WindowCoverage coverage = CoverageAnalysis.Analyze(new CoverageFacts { Spans = spans }, TenHours);

        double expected = Enumerable.Range(0, Minutes).Average(minute =>
        {
            long time = Monday + (minute * TimeSpan.TicksPerMinute);
            string[] known = [.. spans.GroupBy(s => s.Node).Where(g => g.Min(s => s.From) <= time && g.Max(s => s.To) > time).Select(g => g.Key)];
            return known.Length == 0 ? 0 : known.Count(n => spans.Any(s => s.Node == n && s.From <= time && s.To > time)) / (double)known.Length;
        });
        Assert.Equal(expected, coverage.Share, 6);
    }

    private static WindowCoverage Of(params RecordedSpan[] spans) => CoverageAnalysis.Analyze(new CoverageFacts { Spans = spans }, TenHours);

    private static TimeRange Hours(int from, int to) => new(Monday + (from * TimeSpan.TicksPerHour), Monday + (to * TimeSpan.TicksPerHour));

    private static RecordedSpan Span(string node, int from, int to) => new(node, Hours(from, to).From, Hours(from, to).To);
}
