using FlowToPolicy.Graph;
using FlowToPolicy.Review;
using FlowToPolicy.Review.Findings;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review;

/// <summary>The number of threads does not show in a proof.</summary>
public class ReplayThreadsTests
{
    private const int Seeds = 60;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_proof_on_several_threads_is_the_proof_on_one(int threads)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            CommunicationGraph graph = RandomCluster.Story(seed).Graph();
            var options = new ProposalOptions { Isolate = seed % 2 == 0 ? Isolation.All : Isolation.Seen };

            // Half of the rules of some policies are gone, so that there are failures and open ends to put together as well.
            Proposal whole = ProposalBuilder.Build(graph, options);
            Proposal part = whole with { Policies = [.. whole.Policies.Select((policy, i) => i % 3 == 0 ? WithoutHalf(policy) : policy)] };
            foreach (Proposal proposal in (Proposal[])[whole, part])
            {
                string expected = Text(ReplayProof.Prove(graph, proposal, options, 1));
                Assert.True(expected == Text(ReplayProof.Prove(graph, proposal, options, threads)), $"seed {seed}");
            }
        }
    }

    private static ProposedPolicy WithoutHalf(ProposedPolicy policy) => policy with
    {
        Policy = policy.Policy with
        {
            Rules =
            [
                .. policy.Policy.Rules.Select(rule => rule with
                {
                    Ingress = rule.Ingress is { Count: > 1 } ingress ? [.. ingress.Take(ingress.Count / 2)] : rule.Ingress,
                    Egress = rule.Egress is { Count: > 1 } egress ? [.. egress.Take(egress.Count / 2)] : rule.Egress,
                }),
            ],
        },
    };

    private static string Text(ProofResult proof)
    {
        IEnumerable<ProofFinding>[] findings = [proof.Failures, proof.DeniedAdmitted, proof.DeniedInseparable, proof.DeniedLeftOpen];
        IEnumerable<Edge>[] edges = [proof.NotProvable, proof.StoppedUncovered];
        return string.Join(
            '\n',
            [
                $"{proof.Connections} {proof.Edges} {proof.UnlistedAddresses} {proof.DeniedAttempts} {proof.UnusedAdmitted} {proof.DerivedAdmitted}",
                .. findings.Select(list => string.Join('\n', list.Select(f => $"{EdgeText.Describe(f.Edge)} {f.Address} {f.ClientLabels} {f.ServerLabels} {f.Side} {f.Reason}"))),
                .. edges.Select(list => string.Join('\n', list.Select(EdgeText.Describe))),
            ]);
    }
}
