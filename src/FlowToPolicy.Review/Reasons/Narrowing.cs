using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Reasons;

/// <summary>Takes parts out of an item.</summary>
internal static class Narrowing
{
    private static readonly SelectorExpression EveryNamespace = new(LabelKeys.Namespace, SelectorOperator.Exists, []);

    // Not left out: an item without peers and ports is the empty one, which opens nothing.
    private static readonly string[] Everybody = ["all"];

    /// <summary>An item without L7 rules, server names and authentication, so that all that opens a port opens it alike.</summary>
    public static DirectionItem Plain(DirectionItem item) => item with
    {
        ToPorts = item.ToPorts is null ? null : [.. item.ToPorts.Select(rule => new PortRule { Ports = rule.Ports })],
        AuthenticationMode = null,
    };

    /// <summary>The part of an item of a Cilium policy; L7 rules and authentication do not matter to the question.</summary>
    public static DirectionItem Reduce(DirectionItem item, ItemPart part) => part switch
    {
        ItemPart.Whole => item,
        ItemPart.Peers => item with { ToPorts = null, Icmps = null, AuthenticationMode = null },
        ItemPart.Ports => new DirectionItem { Entities = Everybody, ToPorts = item.ToPorts, Icmps = item.Icmps },
        ItemPart.Subjects => new DirectionItem { Entities = Everybody },
        _ => item with { Endpoints = item.Endpoints is null ? null : [.. item.Endpoints.Select(AnyNamespace)] },
    };

    /// <summary>The part of an item of a Kubernetes NetworkPolicy.</summary>
    public static NetworkPolicyRule Reduce(NetworkPolicyRule item, ItemPart part) => part switch
    {
        ItemPart.Whole => item,
        ItemPart.Peers => item with { Ports = null },
        ItemPart.Ports => item with { Peers = null },
        ItemPart.Subjects => item with { Peers = null, Ports = null },
        _ => item with
        {
            Peers = item.Peers is null ? null : [.. item.Peers.Select(peer => peer.Block is null ? peer with { Namespaces = new LabelSelector() } : peer)],
        },
    };

    private static LabelSelector AnyNamespace(LabelSelector selector) => selector with
    {
        MatchLabels = [.. selector.MatchLabels.Where(label => !NamesNamespace(label.Key))],
        MatchExpressions = [.. selector.MatchExpressions.Where(expression => !NamesNamespace(expression.Key)), EveryNamespace],
    };

    private static bool NamesNamespace(string key)
    {
        string plain = key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return plain == LabelKeys.Namespace || plain.StartsWith(LabelKeys.NamespaceLabelPrefix, StringComparison.Ordinal);
    }
}
