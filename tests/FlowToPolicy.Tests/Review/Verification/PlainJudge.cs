using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Tests.Review.Verification;

/// <summary>
/// Says what our proposals mean without the product's evaluator. They need little of the language: labels that match, entities, single
/// addresses, exact names, port numbers, one rule for each policy.
/// </summary>
internal sealed class PlainJudge(IReadOnlyList<Policy> policies)
{
    /// <summary>Whether an end of a connection stops it, whichever of its pods meet, and why. Null when both let it through.</summary>
    public DenialCause? Why(ObservedConnection connection, PolicyDirection direction)
    {
        (IReadOnlyList<PolicyEnd> subjects, IReadOnlyList<PolicyEnd> peers) = direction == PolicyDirection.Egress
            ? (connection.Clients, connection.Servers)
            : (connection.Servers, connection.Clients);
        if (connection.Subject(direction) is not { Kind: EndKind.Workload, IsHome: true })
        {
            return null;
        }

        return subjects.SelectMany(subject => peers.Select(peer => Why(direction, subject.Labels, peer, connection.Edge))).FirstOrDefault(cause => cause is not null);
    }

    private DenialCause? Why(PolicyDirection direction, LabelSet subject, PolicyEnd peer, Edge edge)
    {
        (Rule Rule, string Space)[] rules = [.. policies.Select(policy => (Rule: policy.Rules[0], Space: policy.Namespace)).Where(about => Takes(about.Rule.EndpointSelector!, about.Space, subject))];
        (DirectionItem Item, string Space)[] Items(Func<Rule, IReadOnlyList<DirectionItem>?> list) => [.. rules.SelectMany(about => (list(about.Rule) ?? []).Select(item => (item, about.Space)))];
        bool ingress = direction == PolicyDirection.Ingress;
        if (Array.Exists(Items(rule => ingress ? rule.IngressDeny : rule.EgressDeny), deny => TakesPeer(deny.Item, deny.Space, peer) && TakesPort(deny.Item, edge)))
        {
            return DenialCause.ExplicitDeny;
        }

        bool isClosed = Array.Exists(rules, about => (ingress ? about.Rule.Ingress : about.Rule.Egress) is { Count: > 0 });
        (DirectionItem Item, string Space)[] items = Items(rule => ingress ? rule.Ingress : rule.Egress);
        if (!isClosed || (ingress && peer.Labels.IsReserved(ReservedIdentity.Host)) || Array.Exists(items, allow => TakesPeer(allow.Item, allow.Space, peer) && TakesPort(allow.Item, edge)))
        {
            return null;
        }

        (DirectionItem Item, string Space)[] onPort = [.. items.Where(allow => !allow.Item.IsEmpty && TakesPort(allow.Item, edge))];
        return edge.IsDns && !ingress ? DenialCause.Dns
            : Array.Exists(items, allow => TakesPeer(allow.Item, allow.Space, peer)) ? DenialCause.NoRuleForPort
            : Array.Exists(onPort, allow => allow.Item.Endpoints?.Any(selector => TakesLabels(selector, peer.Labels, withNamespace: false)) == true) ? DenialCause.Namespace
            : IsWorld(peer.Labels) && Array.Exists(onPort, allow => allow.Item.Fqdns is not null) ? DenialCause.Name
            : !IsWorld(peer.Labels) && Array.Exists(onPort, allow => allow.Item.Cidrs is not null) ? DenialCause.CidrCannotMatch
            : DenialCause.NoRuleForPeer;
    }

    private static bool TakesPeer(DirectionItem item, string space, PolicyEnd peer) =>
        (item.Endpoints ?? []).Any(selector => Takes(selector, space, peer.Labels))
        || (item.Entities ?? []).Any(entity => entity == ReservedIdentity.World ? IsWorld(peer.Labels) : peer.Labels.IsReserved(entity))
        || (item.Cidrs ?? []).Contains(peer.Address.IsNone ? "" : peer.Address.HostPrefix)
        || (item.Fqdns ?? []).Any(name => peer.Names?.Contains(name.MatchName) == true);

    private static bool TakesPort(DirectionItem item, Edge edge) =>
        (item.ToPorts is null && item.Icmps is null)
        || (item.ToPorts ?? []).SelectMany(rule => rule.Ports).Any(port => port.Port == $"{edge.Port}" && port.Protocol == edge.Protocol.Name())
        || (item.Icmps ?? []).Any(icmp => icmp.Type == $"{edge.Port}" && edge.Protocol == (icmp.Family == "IPv4" ? Protocol.IcmpV4 : Protocol.IcmpV6));

    // A selector that names no namespace means the policy's own.
    private static bool Takes(LabelSelector selector, string space, LabelSet labels)
    {
        Assert.Empty(selector.MatchExpressions);
        bool names = selector.MatchLabels.Any(label => Key(label) == LabelKeys.Namespace);
        return TakesLabels(selector, labels, withNamespace: true) && (names || labels.FindK8s(LabelKeys.Namespace) == space);
    }

    private static bool TakesLabels(LabelSelector selector, LabelSet labels, bool withNamespace) =>
        labels.FindK8s(LabelKeys.Namespace) is not null
        && selector.MatchLabels.Where(label => withNamespace || Key(label) != LabelKeys.Namespace).All(label => labels.FindK8s(Key(label)) == label.Value);

    private static string Key(KeyValuePair<string, string> label) => label.Key.StartsWith("k8s:", StringComparison.Ordinal) ? label.Key["k8s:".Length..] : label.Key;

    private static bool IsWorld(LabelSet labels) =>
        labels.IsReserved(ReservedIdentity.World) || labels.IsReserved(ReservedIdentity.WorldIpv4) || labels.IsReserved(ReservedIdentity.WorldIpv6);
}
