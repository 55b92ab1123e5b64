using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Review.Findings;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Cli;

namespace FlowToPolicy.Tests.Review.Findings;

public class FindingTests
{
    private static readonly End Web = SampleGraph.Workload("shop", "web", pods: "web-1");
    private static readonly End Api = SampleGraph.Workload("shop", "api", pods: "api-1");

    public static TheoryData<string, string> EdgesWithFindings => new()
    {
        { "audited", "audited" },
        { "denied", "denied" },
        { "explicitly-denied", "explicitly-denied" },
        { "explicit-in-audit", "audited explicitly-denied" },
        { "partly-denied", "partly-denied" },
        { "unanswered", "unanswered" },
        { "seen-once", "seen-once" },
        { "failed", "failed" },
        { "masked", "masked-client" },
        { "assumed", "direction-assumed" },
        { "unknown", "unknown-end" },
        { "local-host", "" },
        { "plain", "" },
    };

    [Theory]
    [MemberData(nameof(EdgesWithFindings))]
    public void An_edge_gives_the_findings_that_its_outcome_and_marks_call_for(string which, string findings)
    {
        Edge edge = which switch
        {
            "audited" => SampleGraph.Edge(Web, Api, 80, EdgeOutcome.Audited),
            "denied" => SampleGraph.Edge(Web, Api, 80, EdgeOutcome.Denied),
            "explicitly-denied" => SampleGraph.Edge(Web, Api, 80, EdgeOutcome.ExplicitlyDenied),
            "explicit-in-audit" => SampleGraph.Edge(Web, Api, 80, EdgeOutcome.Audited, EdgeMarks.ExplicitDenySeen),
            "partly-denied" => SampleGraph.Edge(Web, Api, 80, marks: EdgeMarks.PartlyDenied),
            "unanswered" => SampleGraph.Edge(Web, Api, 80, marks: EdgeMarks.Unanswered, answered: false),
            "seen-once" => SampleGraph.Edge(Web, Api, 80, marks: EdgeMarks.SeenOnce, connections: 1),
            "failed" => SampleGraph.Edge(Web, Api, 80, EdgeOutcome.Failed),
            "masked" => SampleGraph.Edge(Web, Api, 80, marks: EdgeMarks.MaybeMasked),
            "assumed" => SampleGraph.Edge(Web, Api, 80, marks: EdgeMarks.DirectionAssumed),
            "unknown" => SampleGraph.Edge(SampleGraph.Reserved(EndKind.Unknown, "unknown"), Api, 80),
            "local-host" => SampleGraph.Edge(SampleGraph.Reserved(EndKind.Host, "host"), Api, 80, marks: EdgeMarks.LocalHost | EdgeMarks.SeenOnce),
            _ => SampleGraph.Edge(Web, Api, 80),
        };
        Assert.Equal(findings, string.Join(' ', Examine(SampleGraph.Of(edge)).Select(f => f.Name).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_finding_about_edges_shows_how_to_see_their_flows()
    {
        IReadOnlyList<Finding> findings = Examine(SampleGraph.Of(
            SampleGraph.Edge(Web, Api, 80, EdgeOutcome.Audited), SampleGraph.Edge(Web, Api, 81, marks: EdgeMarks.SeenOnce)));
        Assert.Equal(2, findings.Count);
        Assert.All(findings, f => Assert.StartsWith("hubble observe", Assert.Single(f.Examples).Command, StringComparison.Ordinal));
    }

    [Fact]
    public void Examples_are_bounded_and_the_count_is_not()
    {
        Edge[] edges = [.. Enumerable.Range(1, 40).Select(n => SampleGraph.Edge(Web, Api, (ushort)n, marks: EdgeMarks.SeenOnce))];
        Finding finding = Assert.Single(Examine(SampleGraph.Of(edges)));
        Assert.Equal(40, finding.Count);
        Assert.Equal(Finding.MaxExamples, finding.Examples.Count);
    }

    [Fact]
    public void The_gravest_come_first_then_by_name()
    {
        CommunicationGraph graph = SampleGraph.Of(
            SampleGraph.Edge(Web, Api, 80, EdgeOutcome.Audited), SampleGraph.Edge(Web, Api, 81, marks: EdgeMarks.SeenOnce | EdgeMarks.Unanswered));
        graph = graph.With(graph.Window with { Lost = SampleGraph.Lost(LostEventSource.HubbleRingBuffer, 12), UnreadNodes = [new("worker-3", "down")] });
        Assert.Equal(["lost-events", "unread-nodes", "audited", "unanswered", "seen-once"], Examine(graph).Select(f => f.Name));
    }

    [Fact]
    public void Workloads_without_labels_and_with_guessed_names_are_found()
    {
        CommunicationGraph graph = SampleGraph.Of(SampleGraph.Edge(
            SampleGraph.Workload("shop", "ghost", labelled: false), SampleGraph.Workload("shop", "stem", guessed: true, pods: "stem-7f9"), 80));
        Assert.Equal(["unlabelled", "guessed-name"], Examine(graph).Select(f => f.Name));
    }

    [Fact]
    public void A_denied_address_beside_admitted_ones_is_found_as_denied()
    {
        Edge edge = SampleGraph.Edge(Web, SampleGraph.World(), 443, addresses:
            [SampleGraph.At("192.0.2.1", names: "example.com"), SampleGraph.At("192.0.2.4", EdgeOutcome.Denied)]);
        Assert.Equal(1, Assert.Single(Examine(SampleGraph.Of(edge)), f => f.Name == "denied").Count);
    }

    [Fact]
    public void Addresses_without_a_name_are_counted_where_they_were_let_through()
    {
        Edge edge = SampleGraph.Edge(Web, SampleGraph.World(), 443, addresses:
        [
            SampleGraph.At("192.0.2.1", names: "example.com"), SampleGraph.At("192.0.2.2"), SampleGraph.At("192.0.2.3"), SampleGraph.At("192.0.2.4", EdgeOutcome.Denied),
        ]);
        Finding finding = Assert.Single(Examine(SampleGraph.Of(edge)), f => f.Name == "names-missing");
        Assert.Equal(2, finding.Count);
        Assert.EndsWith("--to-ip 192.0.2.2 --to-ip 192.0.2.3 --port 443 --protocol tcp", finding.Examples[0].Command, StringComparison.Ordinal);
    }

    [Fact]
    public void More_addresses_than_are_listed_open_the_world() =>
        Assert.Equal(["world-open"], Examine(SampleGraph.Of(SampleGraph.Edge(Web, SampleGraph.World(), 443, beyond: 2000, addresses: SampleGraph.At("192.0.2.1")))).Select(f => f.Name));

    [Fact]
    public void The_world_is_not_called_wholly_open_where_denied_addresses_are_excepted()
    {
        Edge edge = SampleGraph.Edge(Web, SampleGraph.World(), 443, beyond: 2000, addresses:
            [SampleGraph.At("192.0.2.1"), SampleGraph.At("192.0.2.4", EdgeOutcome.Denied)]);
        IReadOnlyList<Finding> findings = Examine(SampleGraph.Of(edge));
        Assert.Equal(["world-open", "denied"], findings.Select(f => f.Name));
        Assert.Contains("except for the listed addresses that were denied", findings[0].Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Workloads_that_share_a_selector_are_named_together()
    {
        CommunicationGraph graph = SampleGraph.Of(SampleGraph.Edge(Web, Api, 80));
        var proposal = new Proposal { Policies = [], Admitted = [], Uncovered = [], Remarks = [], Shared = [new SharedSelector([Api, Web], "app=x")] };
        Finding finding = Assert.Single(FindingCatalogue.Examine(new Analysis(graph, proposal)));
        Assert.Equal("shared-selector", finding.Name);
        Assert.Equal("shop/api, shop/web: app=x", finding.Examples[0].Text);
    }

    internal static IReadOnlyList<Finding> Examine(CommunicationGraph graph) =>
        FindingCatalogue.Examine(new Analysis(graph, new Proposal { Policies = [], Admitted = [], Uncovered = [], Shared = [], Remarks = [] }));
}
