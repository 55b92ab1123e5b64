using FlowToPolicy.Cli.Output;
using FlowToPolicy.Graph;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Cli.Output;

public class ProposalTextTests
{
    private static readonly Edge Plain = SampleGraph.Edge(SampleGraph.Workload("shop", "web"), SampleGraph.Workload("shop", "api"), 8080);

    [Fact]
    public void Admitted_edges_that_were_also_denied_are_counted_beside_the_proof()
    {
        Edge partly = SampleGraph.Edge(Plain.Client, Plain.Server, 81, marks: EdgeMarks.PartlyDenied | EdgeMarks.SeenOnce);
        Edge forbidden = SampleGraph.Edge(Plain.Client, Plain.Server, 82, EdgeOutcome.Audited, EdgeMarks.ExplicitDenySeen);
        string text = string.Join('\n', ProposalText.Proof(Of([], Plain, partly, forbidden)));
        Assert.Contains("2 edges that are admitted were also denied at times", text, StringComparison.Ordinal);
        Assert.DoesNotContain("no denied attempts", text, StringComparison.Ordinal);
        Assert.Contains("no denied attempts in the window;", string.Join('\n', ProposalText.Proof(Of([], Plain))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 10, "world-beyond: and 2 more (all of them with -o json)")]
    [InlineData(true, 0, null)]
    public void Remarks_that_findings_say_stand_where_there_are_none_and_are_bounded(bool besideFindings, int shown, string? more)
    {
        Remark[] remarks = [.. Enumerable.Range(0, 12).Select(n => new Remark { Kind = RemarkKind.WorldBeyond, Count = n, Text = $"remark {n}" })];
        string[] lines = [.. ProposalText.Lines(Of(remarks, Plain), besideFindings).Select(l => l.Trim())];
        Assert.Equal(shown, lines.Count(l => l.StartsWith("world-beyond: remark", StringComparison.Ordinal)));
        Assert.Equal(more, lines.SingleOrDefault(l => l.Contains(" more (", StringComparison.Ordinal)));
    }

    private static Outcome Of(Remark[] remarks, params Edge[] admitted) => new()
    {
        Graph = SampleGraph.Of(admitted),
        Options = new ProposalOptions(),
        Proposal = new Proposal { Policies = [], Admitted = admitted, Uncovered = [], Shared = [], Remarks = remarks },
        Findings = [],
        Proof = new ProofResult
        {
            Connections = 7,
            Edges = admitted.Length,
            Failures = [],
            DeniedAttempts = 0,
            DeniedAdmitted = [],
            DeniedInseparable = [],
            DeniedLeftOpen = [],
            UnusedAdmitted = 0,
            DerivedAdmitted = 0,
            UnlistedAddresses = 0,
            NotProvable = [],
        },
    };
}
