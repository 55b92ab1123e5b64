using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>Which items one example of each selector stands for.</summary>
internal static class ItemShape
{
    /// <summary>Whether no selector has several values or a negation, no port a name, and no peer is of a kind that only the cluster knows.</summary>
    public static bool IsPlainlySampled(RuleItem item) => item.Kind != PeerKind.Other && (item.Item is { } own
        ? (own.Endpoints ?? []).All(IsPlain)
            && (own.Fqdns ?? []).All(name => name.MatchPattern is null)
            && (own.CidrSets ?? []).All(set => set.GroupSelector is null)
            && (own.ToPorts ?? []).SelectMany(rule => rule.Ports).All(port => IsNumber(port.Port))
        : (item.KubernetesItem!.Peers ?? []).All(peer => (peer.Pods is null || IsPlain(peer.Pods)) && (peer.Namespaces is null || IsPlain(peer.Namespaces)))
            && (item.KubernetesItem.Ports ?? []).All(port => port.Port is null || IsNumber(port.Port)));

    private static bool IsPlain(LabelSelector selector) => selector.MatchExpressions.All(e =>
        e.Operator == SelectorOperator.Exists || (e.Operator == SelectorOperator.In && e.Values.Count == 1));

    private static bool IsNumber(string port) => port.All(char.IsAsciiDigit);
}
