using FlowToPolicy.Graph;
using FlowToPolicy.Review.Findings;
using FlowToPolicy.Tests.Cli;

namespace FlowToPolicy.Tests.Review.Findings;

public class ScanTests
{
    private static readonly End Scanner = SampleGraph.Workload("shop", "batch");
    private static readonly End Api = SampleGraph.Workload("shop", "api");

    [Fact]
    public void Many_ports_of_one_server_in_vain_within_minutes_are_a_scan()
    {
        Finding? scan = Find(Ports(12, minutesApart: 0, EdgeOutcome.Denied));
        Assert.NotNull(scan);
        Assert.Equal("shop/batch: 12 ports on 1 peers", Assert.Single(scan.Examples).Text);
        Assert.Equal("hubble observe --last 100 --pod shop/batch", scan.Examples[0].Command);
    }

    [Fact]
    public void Many_servers_on_one_port_are_a_scan_too() =>
        Assert.NotNull(Find([.. Enumerable.Range(0, 10).Select(n => SampleGraph.Edge(Scanner, SampleGraph.Workload("shop", $"s{n}"), 22, EdgeOutcome.Failed, connections: 1))]));

    [Fact]
    public void A_monitor_that_gets_answers_is_none() =>
        Assert.Null(Find([.. Enumerable.Range(0, 30).Select(n => SampleGraph.Edge(Scanner, SampleGraph.Workload("shop", $"s{n}"), 9090, connections: 1))]));

    [Fact]
    public void The_probes_of_a_pods_own_node_are_none() =>
        Assert.Null(Find([.. Enumerable.Range(0, 30).Select(n => SampleGraph.Edge(
            SampleGraph.Reserved(EndKind.Host, "host"), SampleGraph.Workload("shop", $"s{n}"), 8080, marks: EdgeMarks.LocalHost | EdgeMarks.SeenOnce, connections: 1, answered: false))]));

    [Fact]
    public void Connections_without_an_answer_are_none_where_no_replies_are_logged() =>
        Assert.Null(Find([.. Enumerable.Range(0, 30).Select(n => SampleGraph.Edge(Scanner, SampleGraph.Workload("shop", $"s{n}"), 9090, connections: 1, answered: false))]));

    [Fact]
    public void Connections_that_nobody_answers_are_one() =>
        Assert.NotNull(Find([.. Enumerable.Range(0, 30).Select(n => SampleGraph.Edge(
            Scanner, SampleGraph.Workload("shop", $"s{n}"), 9090, marks: EdgeMarks.Unanswered, connections: 1, answered: false))]));

    [Fact]
    public void Packets_that_are_sent_again_after_a_drop_do_not_hide_one()
    {
        Assert.NotNull(Find([.. Enumerable.Range(0, 12).Select(n => SampleGraph.Edge(Scanner, Api, (ushort)(1000 + n), EdgeOutcome.Denied, connections: 7))]));
        Assert.Null(Find([.. Enumerable.Range(0, 12).Select(n => SampleGraph.Edge(
            Scanner, Api, (ushort)(1000 + n), marks: EdgeMarks.Unanswered, connections: 7, answered: false))]));
    }

    [Fact]
    public void Failures_spread_over_hours_are_none() => Assert.Null(Find(Ports(12, minutesApart: 20, EdgeOutcome.Denied)));

    [Fact]
    public void A_few_failures_are_none() => Assert.Null(Find(Ports(7, minutesApart: 0, EdgeOutcome.Denied)));

    [Fact]
    public void An_address_outside_the_cluster_is_judged_by_itself()
    {
        Edge[] edges =
        [
            .. Enumerable.Range(0, 9).Select(n => SampleGraph.Edge(SampleGraph.World(), Api, (ushort)(1000 + n), EdgeOutcome.Denied, connections: 2, addresses:
            [
                SampleGraph.At("192.0.2.66", EdgeOutcome.Denied, answered: false),
                SampleGraph.At($"198.51.100.{n}", EdgeOutcome.Denied, answered: false),
            ])),
        ];
        Finding? scan = Find(edges);
        Assert.NotNull(scan);
        FindingExample example = Assert.Single(scan.Examples);
        Assert.Equal("world 192.0.2.66: 9 ports on 1 peers", example.Text);
        Assert.Equal("hubble observe --last 100 --from-ip 192.0.2.66", example.Command);
    }

    private static Edge[] Ports(int count, int minutesApart, EdgeOutcome outcome) =>
        [.. Enumerable.Range(0, count).Select(n => SampleGraph.Edge(Scanner, Api, (ushort)(1000 + n), outcome, connections: 1, at: n * minutesApart * TimeSpan.TicksPerMinute))];

    private static Finding? Find(Edge[] edges) => FindingTests.Examine(SampleGraph.Of(edges)).SingleOrDefault(f => f.Name == "scan");
}
