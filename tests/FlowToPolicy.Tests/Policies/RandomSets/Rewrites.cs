using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Changes of a policy set of which it is known what they may do to a verdict.</summary>
internal static class Rewrites
{
    /// <summary>Random policies that only allow, without proxies and authentication.</summary>
    public static List<Policy> PlainAllows(int seed, EvaluationOptions options) =>
        [.. new RandomPolicies(new Dice(seed), options).Set(2).Select(policy => policy with { Rules = [.. policy.Rules.Select(PlainAllows)] })];

    /// <summary>Random policies that only deny.</summary>
    public static List<Policy> Denies(int seed, EvaluationOptions options) =>
    [
        .. new RandomPolicies(new Dice(seed), options).Set(4)
            .Where(policy => policy.NetworkPolicy is null)
            .Select(policy => policy with { Rules = [.. policy.Rules.Select(rule => rule with { Ingress = null, Egress = null })] }),
    ];

    /// <summary>Every rule of every policy apart, every item in a rule of its own, every peer in an item of its own; in another order.</summary>
    public static List<Policy> SplitAndShuffled(IReadOnlyList<Policy> policies, int seed)
    {
        Policy[] parts = [.. policies.SelectMany(policy => policy.NetworkPolicy is { } spec ? Split(policy, spec) : Split(policy))];
        new Random(seed).Shuffle(parts);
        return [.. parts];
    }

    private static Rule PlainAllows(Rule rule) => rule with { IngressDeny = null, EgressDeny = null, Ingress = Plain(rule.Ingress), Egress = Plain(rule.Egress) };

    private static IReadOnlyList<DirectionItem>? Plain(IReadOnlyList<DirectionItem>? items) => items is null
        ? null
        : [.. items.Select(item => item with { AuthenticationMode = null, ToPorts = item.ToPorts is null ? null : [.. item.ToPorts.Select(rule => new PortRule { Ports = rule.Ports })] })];

    private static IEnumerable<Policy> Split(Policy policy, NetworkPolicySpec spec)
    {
        NetworkPolicySpec closing = spec with
        {
            // What closes a direction stays the same, whatever rules are left in a part.
            PolicyTypes =
            [
                .. spec.PolicyTypes is not { Count: > 0 } types || types.Contains("Ingress") || spec.Ingress is { Count: > 0 } ? new[] { "Ingress" } : [],
                .. spec.PolicyTypes?.Contains("Egress") == true || spec.Egress is { Count: > 0 } ? new[] { "Egress" } : [],
            ],
            Ingress = null,
            Egress = null,
        };
        IEnumerable<NetworkPolicySpec> parts =
        [
            closing,
            .. (spec.Ingress ?? []).SelectMany(Split).Select(rule => closing with { Ingress = [rule] }),
            .. (spec.Egress ?? []).SelectMany(Split).Select(rule => closing with { Egress = [rule] }),
        ];
        return parts.Select((part, index) => policy with { Name = $"{policy.Name}-{index}", NetworkPolicy = part });
    }

    private static IEnumerable<NetworkPolicyRule> Split(NetworkPolicyRule rule) =>
        rule.Peers is { Count: > 1 } peers ? peers.Select(peer => rule with { Peers = [peer] }) : [rule];

    private static IEnumerable<Policy> Split(Policy policy) => policy.Rules.SelectMany(Split).Select((rule, index) => policy with { Name = $"{policy.Name}-{index}", Rules = [rule] });

    private static IEnumerable<Rule> Split(Rule rule)
    {
        Rule empty = rule with { Ingress = null, IngressDeny = null, Egress = null, EgressDeny = null };
        return
        [
            .. Split(rule.Ingress).Select(item => empty with { Ingress = [item] }),
            .. Split(rule.IngressDeny).Select(item => empty with { IngressDeny = [item] }),
            .. Split(rule.Egress).Select(item => empty with { Egress = [item] }),
            .. Split(rule.EgressDeny).Select(item => empty with { EgressDeny = [item] }),
        ];
    }

    private static IEnumerable<DirectionItem> Split(IReadOnlyList<DirectionItem>? items) => (items ?? []).SelectMany(Split);

    private static IEnumerable<DirectionItem> Split(DirectionItem item) => item switch
    {
        { Endpoints: { Count: > 1 } list } => list.Select(one => item with { Endpoints = [one] }),
        { Entities: { Count: > 1 } list } => list.Select(one => item with { Entities = [one] }),
        { Cidrs: { Count: > 1 } list } => list.Select(one => item with { Cidrs = [one] }),
        { CidrSets: { Count: > 1 } list } => list.Select(one => item with { CidrSets = [one] }),
        { Fqdns: { Count: > 1 } list } => list.Select(one => item with { Fqdns = [one] }),
        { ToPorts: { Count: > 1 } list } => list.Select(one => item with { ToPorts = [one] }),
        _ => [item],
    };
}
