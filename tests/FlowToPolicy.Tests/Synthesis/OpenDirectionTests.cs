using FlowToPolicy.Graph;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>A connection that no rule can name must not be stopped by closing its direction for the sake of others.</summary>
public class OpenDirectionTests
{
    [Fact]
    public void A_call_to_somebody_unknown_keeps_the_egress_open_and_says_so_with_a_number()
    {
        Proposal proposal = Story().Propose();
        ProposedPolicy web = Assert.Single(proposal.Policies, p => p.BaseName == "web");
        Assert.False(web.ClosesEgress);
        Assert.True(web.ClosesIngress);
        Assert.Null(Assert.Single(web.Policy.Rules).Egress);
        Assert.Contains(web.Policy.Comments, c => c.StartsWith("Egress stays open: ", StringComparison.Ordinal) && c.Contains("cannot be named", StringComparison.Ordinal));
        Assert.Contains(proposal.Remarks, r => r.Kind == RemarkKind.UnknownEnd && r.Count > 0 && r.Text.Contains("stays open", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_wants_all_directions_closed_gets_them_closed_and_is_told_what_that_stops()
    {
        Proposal proposal = Story().Propose(new ProposalOptions { Isolate = Isolation.All });
        Assert.True(Assert.Single(proposal.Policies, p => p.BaseName == "web").ClosesEgress);
        Assert.Contains(proposal.Remarks, r => r.Kind == RemarkKind.UnknownEnd && r.Text.Contains("stops it", StringComparison.Ordinal));
    }

    private static ClusterStory Story()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/api", 8080).Calls("unknown", 9000);
        story.Workload("shop/front", "app=front").Calls("shop/web", 80);
        return story;
    }
}
