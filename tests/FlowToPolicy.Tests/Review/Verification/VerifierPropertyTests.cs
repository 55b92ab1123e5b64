using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Review.ExpectedLogs;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review.Verification;

public class VerifierPropertyTests
{
    private const int Seeds = 120;

    [Fact]
    public void Our_proposal_denies_nothing_of_its_own_window_that_rules_can_name()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            CommunicationGraph graph = RandomCluster.Story(seed).Graph();
            foreach (Isolation isolation in Enum.GetValues<Isolation>())
            {
                AssertHolds(graph, new ProposalOptions { Isolate = isolation }, $"seed {seed}, {isolation}");
            }
        }
    }

    [Theory]
    [InlineData("small")]
    [InlineData("two-weeks")]
    [InlineData("dual-stack")]
    [InlineData("per-node")]
    public void Our_proposal_denies_nothing_of_a_recorded_window(string log)
    {
        CommunicationGraph graph = RecordedLog.Fold(log);
        VerificationResult result = AssertHolds(graph, new ProposalOptions { Isolate = Isolation.Seen }, log);
        Assert.Equal(result.Verdicts.Count, result.Admitted + result.Denied + result.Unjudged);
    }

    private static VerificationResult AssertHolds(CommunicationGraph graph, ProposalOptions options, string about)
    {
        Proposal proposal = ProposalBuilder.Build(graph, options);
        HashSet<Edge> unnameable = [.. proposal.Uncovered];
        VerificationResult result = Verifier.Verify(
            graph, new PolicySet([.. proposal.Policies.Select(p => p.Policy)], []), VerificationOptions.For(graph));
        Assert.Empty(result.WouldBeDenied.Where(v => !unnameable.Contains(v.Connection.Edge)).Select(v =>
            $"{about}: {v.Connection.Edge.Client} -> {v.Connection.Edge.Server} {v.Connection.Edge.Protocol}/{v.Connection.Edge.Port} {v.Connection.Address} {v.Egress.Judgement} {v.Ingress.Judgement}"));
        return result;
    }
}
