using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Smaller cases, the much smaller ones first: fewer connections, policies, rules, items, ports, labels, plain options.</summary>
internal static class ShrinkCase
{
    public static IEnumerable<RandomCase> Of(RandomCase item)
    {
        IEnumerable<RandomCase> connections = item.Connections.Count > 1 ? item.Connections.Select(one => item with { Connections = [one] }) : [];
        IEnumerable<RandomCase> policies = ShrinkItem.Without(item.Policies).Concat(ShrinkItem.Within(item.Policies, Of))
            .Select(list => item with { Policies = list })
            .Where(less => less.Policies.All(policy => Acceptance.IsAccepted(policy, less.Options)));
        return connections.Concat(policies).Concat(Plainer(item.Options).Select(options => item with { Options = options }));
    }

    private static IEnumerable<Policy> Of(Policy policy)
    {
        if (policy.NetworkPolicy is { } spec)
        {
            return Of(spec).Select(less => policy with { NetworkPolicy = less });
        }

        return (policy.Rules.Count > 1 ? ShrinkItem.Without(policy.Rules) : []).Concat(ShrinkItem.Within(policy.Rules, Of)).Select(list => policy with { Rules = list });
    }

    private static IEnumerable<Rule> Of(Rule rule) =>
    [
        .. rule.Ingress is null ? [] : new[] { rule with { Ingress = null } },
        .. rule.IngressDeny is null ? [] : new[] { rule with { IngressDeny = null } },
        .. rule.Egress is null ? [] : new[] { rule with { Egress = null } },
        .. rule.EgressDeny is null ? [] : new[] { rule with { EgressDeny = null } },
        .. rule.DefaultDenyIngress is null ? [] : new[] { rule with { DefaultDenyIngress = null } },
        .. rule.DefaultDenyEgress is null ? [] : new[] { rule with { DefaultDenyEgress = null } },
        .. Items(rule.Ingress).Select(list => rule with { Ingress = list }),
        .. Items(rule.IngressDeny).Select(list => rule with { IngressDeny = list }),
        .. Items(rule.Egress).Select(list => rule with { Egress = list }),
        .. Items(rule.EgressDeny).Select(list => rule with { EgressDeny = list }),
        .. rule.EndpointSelector is null ? [] : ShrinkItem.Of(rule.EndpointSelector).Select(selector => rule with { EndpointSelector = selector }),
    ];

    private static IEnumerable<IReadOnlyList<DirectionItem>> Items(IReadOnlyList<DirectionItem>? list) =>
        ShrinkItem.Without(list).Concat(ShrinkItem.Within(list, ShrinkItem.Of));

    private static IEnumerable<NetworkPolicySpec> Of(NetworkPolicySpec spec) =>
    [
        .. spec.Ingress is null ? [] : new[] { spec with { Ingress = null } },
        .. spec.Egress is null ? [] : new[] { spec with { Egress = null } },
        .. ShrinkItem.Without(spec.Ingress).Concat(ShrinkItem.Within(spec.Ingress, Of)).Select(list => spec with { Ingress = list }),
        .. ShrinkItem.Without(spec.Egress).Concat(ShrinkItem.Within(spec.Egress, Of)).Select(list => spec with { Egress = list }),
        .. ShrinkItem.Of(spec.PodSelector).Select(selector => spec with { PodSelector = selector }),
    ];

    private static IEnumerable<NetworkPolicyRule> Of(NetworkPolicyRule rule) =>
    [
        .. rule.Ports is null ? [] : new[] { rule with { Ports = null } },
        .. ShrinkItem.Without(rule.Peers).Select(list => rule with { Peers = list }),
        .. ShrinkItem.Without(rule.Ports).Select(list => rule with { Ports = list }),
    ];

    private static IEnumerable<EvaluationOptions> Plainer(EvaluationOptions options) =>
    new[]
    {
        options with { Enforcement = EnforcementMode.Default },
        options with { AllowLocalhost = true },
        options with { HostFirewall = false },
        options with { CidrMatch = CidrMatchMode.World },
        options with { PolicyDefaultLocalCluster = null },
    }.Where(plainer => plainer != options);
}
