using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Usage;

/// <summary>Finds the policies that are about none of given pods.</summary>
internal static class Selection
{
    private static readonly DirectionItem[] Everybody = [new DirectionItem { Entities = ["all"] }];

    /// <summary>The policies, in the order of the set. Policies about nodes are left out: nodes carry no labels here.</summary>
    public static IEnumerable<Policy> Of(PolicySet set, IEnumerable<LabelSet> pods, EvaluationOptions options)
    {
        Policy[] asked = [.. set.Policies.Where(policy => policy.Rules.All(rule => rule.NodeSelector is null))];
        Policy[] probes = [.. asked.Select(Probe)];
        var evaluator = new PolicyEvaluator(set with { Policies = probes }, options);
        HashSet<Policy> selecting = new(ReferenceEqualityComparer.Instance);
        foreach (LabelSet labels in pods.Distinct())
        {
            var pod = new PolicyEnd(labels);
            selecting.UnionWith(evaluator.Judge(PolicyDirection.Ingress, pod, pod, Protocol.Tcp, 1).Rules.Select(rule => rule.Policy));
        }

        return asked.Zip(probes).Where(pair => !selecting.Contains(pair.Second)).Select(pair => pair.First);
    }

    // Whatever a policy says, and if it says nothing: the same subjects, let in by all.
    private static Policy Probe(Policy policy) => policy.NetworkPolicy is { } spec
        ? policy with { NetworkPolicy = spec with { PolicyTypes = ["Ingress"], Ingress = [new NetworkPolicyRule()], Egress = null } }
        : policy with { Rules = [.. policy.Rules.Select(rule => new Rule { EndpointSelector = rule.EndpointSelector, Ingress = Everybody })] };
}
