using FlowToPolicy.Cli.Serving;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Recording;

namespace FlowToPolicy.Tests.Cli.Serving;

public class RecorderMetricsTests
{
    private static readonly RecordingCounters Counters = new()
    {
        Flows = 1_234_567,
        Repeated = 8,
        Lost = 17,
        LostBySource = new Dictionary<LossSource, long> { [LossSource.HubbleRingBuffer] = 17 },
        Dropped = 3,
        Streams = 4,
        Writes = 9,
        FailedWrites = 2,
        Nodes = 5,
        Connected = true,
        LastWrite = DateTimeOffset.FromUnixTimeMilliseconds(1_772_000_000_500),
    };

    [Theory]
    [InlineData("flows_total 1234567")]
    [InlineData("repeated_flows_total 8")]
    [InlineData("lost_events_total{source=\"hubble-ring-buffer\"} 17")]
    [InlineData("lost_events_total{source=\"perf-event-ring-buffer\"} 0")]
    [InlineData("dropped_flows_total 3")]
    [InlineData("reconnects_total 3")]
    [InlineData("nodes 5")]
    [InlineData("connected 1")]
    [InlineData("batches_committed_total 9")]
    [InlineData("batches_failed_total 2")]
    [InlineData("last_commit_timestamp_seconds 1772000000.5")]
    [InlineData("last_flow_timestamp_seconds 0")]
    [InlineData("store_bytes 4096")]
    [InlineData("store_edges 77")]
    public void Every_count_is_there(string line) => Assert.Contains($"\nflow2policy_recorder_{line}\n", Page("prod.db"), StringComparison.Ordinal);

    [Fact]
    public void Every_metric_has_help_and_type_once_and_nothing_else_is_there()
    {
        string[] lines = Page("prod.db").TrimEnd('\n').Split('\n');
        string[] names = [.. lines.Where(l => l[0] != '#').Select(l => l.Split(' ', '{')[0]).Distinct()];
        Assert.All(names, name =>
        {
            Assert.Single(lines, l => l.StartsWith($"# HELP {name} ", StringComparison.Ordinal));
            Assert.Single(lines, l => l == $"# TYPE {name} {(name.EndsWith("_total", StringComparison.Ordinal) ? "counter" : "gauge")}");
        });
        Assert.Equal(2 * names.Length, lines.Count(l => l[0] == '#'));
    }

    [Fact]
    public void Values_of_labels_are_escaped()
    {
        Assert.Contains("""store="/a\"b\\c\nd"}""", Page("/a\"b\\c\nd"), StringComparison.Ordinal);
    }

    private static string Page(string store) => RecorderMetrics.Page(Counters, store, 4096, 77);
}
