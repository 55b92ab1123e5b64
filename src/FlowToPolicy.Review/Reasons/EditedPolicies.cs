using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Reasons;

/// <summary>Makes the steps of a change, to see what they do.</summary>
internal static class EditedPolicies
{
    /// <summary>The policies after a step; those that it does not touch are the same objects as before.</summary>
    public static IReadOnlyList<Policy> After(IReadOnlyList<Policy> policies, PolicyEdit edit) => edit.Kind switch
    {
        PolicyEditKind.AddPolicy => [.. policies, edit.Policy!],
        _ => [.. policies.Select(policy => Changed(policy, [.. edit.Places.Where(place => ReferenceEquals(place.Policy, policy))], edit))],
    };

    /// <summary>Whether a rule would no longer close its direction once all these denying items are out.</summary>
    public static bool LeavesNothing(IReadOnlyList<RuleReference> places) => places.GroupBy(place => (place.Policy, place.Rule, place.Direction)).Any(group =>
        Items(group.Key.Policy.Rules[group.Key.Rule], group.Key.Direction, isDeny: true)!.Count == group.Count()
        && Items(group.Key.Policy.Rules[group.Key.Rule], group.Key.Direction, isDeny: false) is not { Count: > 0 });

    private static Policy Changed(Policy policy, RuleReference[] places, PolicyEdit edit)
    {
        if (places.Length == 0)
        {
            return policy;
        }

        if (policy.NetworkPolicy is { } spec)
        {
            return policy with { NetworkPolicy = WithPorts(spec, places[0], edit.KubernetesItem!.Ports!) };
        }

        return policy with { Rules = [.. policy.Rules.Select((rule, index) => Changed(rule, [.. places.Where(place => place.Rule == index)], edit))] };
    }

    private static NetworkPolicySpec WithPorts(NetworkPolicySpec spec, RuleReference place, IReadOnlyList<NetworkPolicyPort> ports)
    {
        NetworkPolicyRule[] Added(IReadOnlyList<NetworkPolicyRule>? rules) =>
            [.. rules!.Select((rule, index) => index == place.Item ? rule with { Ports = [.. rule.Ports ?? [], .. ports] } : rule)];
        return place.Direction == PolicyDirection.Ingress ? spec with { Ingress = Added(spec.Ingress) } : spec with { Egress = Added(spec.Egress) };
    }

    private static Rule Changed(Rule rule, RuleReference[] places, PolicyEdit edit)
    {
        if (places.Length == 0)
        {
            return rule;
        }

        PolicyDirection direction = places[0].Direction;
        IReadOnlyList<DirectionItem> allowing = Items(rule, direction, isDeny: false) ?? [];
        HashSet<int> indexes = [.. places.Select(place => place.Item)];
        switch (edit.Kind)
        {
            case PolicyEditKind.AddItem:
                return WithAllowing(rule, direction, [.. allowing, edit.Item!]);
            case PolicyEditKind.AddPorts:
                return WithAllowing(rule, direction, [.. allowing.Select((item, index) => indexes.Contains(index) ? WithPorts(item, edit.Item!) : item)]);
            case PolicyEditKind.DropAuthentication:
                return WithAllowing(rule, direction, [.. allowing.Select((item, index) => indexes.Contains(index) ? item with { AuthenticationMode = null } : item)]);
            default:
                DirectionItem[] denying = [.. Items(rule, direction, isDeny: true)!.Where((_, index) => !indexes.Contains(index))];
                Rule closed = allowing.Count == 0 && denying.Length == 0 ? WithAllowing(rule, direction, [new DirectionItem()]) : rule;
                IReadOnlyList<DirectionItem>? left = denying.Length == 0 ? null : denying;
                return direction == PolicyDirection.Ingress ? closed with { IngressDeny = left } : closed with { EgressDeny = left };
        }
    }

    private static DirectionItem WithPorts(DirectionItem item, DirectionItem ports) => item with
    {
        ToPorts = ports.ToPorts is null ? item.ToPorts : [.. item.ToPorts ?? [], .. ports.ToPorts],
        IcmpEntries = ports.IcmpEntries is null ? item.IcmpEntries : [.. item.IcmpEntries ?? [], .. ports.IcmpEntries],
    };

    private static Rule WithAllowing(Rule rule, PolicyDirection direction, DirectionItem[] items) =>
        direction == PolicyDirection.Ingress ? rule with { Ingress = items } : rule with { Egress = items };

    private static IReadOnlyList<DirectionItem>? Items(Rule rule, PolicyDirection direction, bool isDeny) => (direction, isDeny) switch
    {
        (PolicyDirection.Ingress, false) => rule.Ingress,
        (PolicyDirection.Ingress, true) => rule.IngressDeny,
        (_, false) => rule.Egress,
        _ => rule.EgressDeny,
    };
}
