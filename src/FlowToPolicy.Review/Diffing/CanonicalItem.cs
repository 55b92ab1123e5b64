using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Diffing;

/// <summary>
/// An item as text that does not depend on the order of lists, on repetitions, or on spellings that mean the same. Items with equal texts mean
/// the same; of items with different texts nothing is claimed, the evaluator decides.
/// </summary>
internal static class CanonicalItem
{
    /// <summary>The text of an item, with what its policy's kind and namespace add to its meaning.</summary>
    public static string Key(RuleItem item) => $"{(item.Reference.IsDeny ? "deny" : "allow")}\n{Peers(item)}\n{Ports(item)}";

    /// <summary>The text of its peers: items with equal ones take in the same peers.</summary>
    public static string Peers(RuleItem item) =>
        $"{item.Reference.Policy.Kind} {item.Reference.Policy.Namespace}\n{(item.Item is { } own ? CanonicalText.Peers(own) : CanonicalText.Peers(item.KubernetesItem!))}";

    /// <summary>The text of its ports: items with equal ones open the same ports.</summary>
    public static string Ports(RuleItem item) => item.Item is { } own ? CanonicalText.Ports(own) : CanonicalText.Ports(item.KubernetesItem!);

    /// <summary>Whom a rule of a policy is about, as text.</summary>
    public static string SubjectOf(Policy policy, int rule) => policy.NetworkPolicy is { } spec
        ? CanonicalText.Selector(spec.PodSelector)
        : (policy.Rules[rule].NodeSelector is { } nodes ? $"nodes {CanonicalText.Selector(nodes)}" : CanonicalText.Selector(policy.Rules[rule].EndpointSelector ?? new LabelSelector()));

    /// <summary>Which directions of whom a policy closes, one line each for readers.</summary>
    public static IEnumerable<string> Closings(Policy policy)
    {
        if (policy.NetworkPolicy is { } spec)
        {
            string pods = Named(SubjectOf(policy, 0));
            bool ingress = spec.PolicyTypes is not { Count: > 0 } types || types.Contains("Ingress") || spec.Ingress is { Count: > 0 };
            bool egress = spec.PolicyTypes?.Contains("Egress") == true || spec.Egress is { Count: > 0 };
            return [.. ingress ? [$"closes ingress of {pods}"] : Array.Empty<string>(), .. egress ? [$"closes egress of {pods}"] : Array.Empty<string>()];
        }

        return policy.Rules.SelectMany((rule, index) => Closings(rule, Named(SubjectOf(policy, index)))).Distinct();
    }

    private static IEnumerable<string> Closings(Rule rule, string subject)
    {
        bool ingress = rule.Ingress is { Count: > 0 } || rule.IngressDeny is { Count: > 0 }, egress = rule.Egress is { Count: > 0 } || rule.EgressDeny is { Count: > 0 };
        if (ingress && rule.DefaultDenyIngress != false)
        {
            yield return $"closes ingress of {subject}";
        }

        if (egress && rule.DefaultDenyEgress != false)
        {
            yield return $"closes egress of {subject}";
        }
    }

    private static string Named(string selector) => selector.Length == 0 ? "all pods" : $"pods with {selector}";
}
