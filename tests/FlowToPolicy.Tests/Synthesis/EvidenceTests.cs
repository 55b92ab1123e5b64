using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>Every rule says why it is there.</summary>
public class EvidenceTests
{
    [Fact]
    public void A_port_says_how_often_when_and_where_it_was_seen() => Assert.Contains(
        "# 3 connections on 3 days; 2026-11-20T08:00:00Z to 2026-11-22T08:00:00Z; seen at both sides\n",
        Propose(EvidenceDetail.Summary),
        StringComparison.Ordinal);

    [Fact]
    public void Without_evidence_there_is_no_comment_but_the_validators_and_the_same_rules()
    {
        Assert.Equal(["# f2p:ignore F2P403 because no DNS query of these pods was seen on port 53"], Propose(EvidenceDetail.None).Split('\n').Where(line => line.Contains('#', StringComparison.Ordinal)));
        Assert.Equal(WithoutComments(Propose(EvidenceDetail.None)), WithoutComments(Propose(EvidenceDetail.Full)));
    }

    [Fact]
    public void In_full_it_names_nodes() => Assert.Contains("# nodes: worker-1\n", Propose(EvidenceDetail.Full), StringComparison.Ordinal);

    [Theory]
    [InlineData(EdgeMarks.Unanswered, "unanswered")]
    [InlineData(EdgeMarks.SeenOnce, "seen once")]
    [InlineData(EdgeMarks.DirectionAssumed, "direction assumed")]
    [InlineData(EdgeMarks.MaybeMasked, "client may be masked")]
    [InlineData(EdgeMarks.PartlyDenied, "part of it was denied")]
    [InlineData(EdgeMarks.ExplicitDenySeen, "explicit deny rule")]
    public void What_is_remarkable_is_said(EdgeMarks mark, string words)
    {
        string marked = Web().Calls("shop/api", 80, Protocol.Tcp, EdgeOutcome.Allowed, call => call.Marks = mark).Story.Propose().Yaml();
        Assert.Contains(words, marked, StringComparison.Ordinal);
        Assert.DoesNotContain(words, Propose(EvidenceDetail.Full), StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_never_changes_the_rules()
    {
        ClusterStory few = Web().Calls("shop/api", 80, Protocol.Tcp, EdgeOutcome.Allowed, call => call.Connections = 1).Story;
        ClusterStory many = Web().Calls("shop/api", 80, Protocol.Tcp, EdgeOutcome.Audited, call => call.Connections = 1_000_000).Story;
        Assert.NotEqual(few.Propose().Yaml(), many.Propose().Yaml());
        Assert.Equal(few.Propose().Rules("web"), many.Propose().Rules("web"));
    }

    private static Party Web() => ClusterStory.Cluster().Workload("shop/web", "app=web");

    private static string Propose(EvidenceDetail detail) => Web().Calls("shop/api", 80).Story.Propose(new ProposalOptions { Evidence = detail }).Yaml();

    private static string WithoutComments(string yaml) => string.Join('\n', yaml.Split('\n').Where(line => !line.TrimStart().StartsWith('#')));
}
