using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Diffing;

/// <summary>
/// An item as text that does not depend on the order of lists, on repetitions, or on spellings that mean the same. Items with equal texts mean
/// the same; of items with different texts nothing is claimed, the evaluator decides.
/// </summary>
internal static class CanonicalItem
{
    /// <summary>The text of an item, with what its policy's kind and namespace add to its meaning.</summary>
    public static string Key(RuleItem item)
    {
        Policy policy = item.Reference.Policy;
        string context = $"{policy.Kind} {policy.Namespace} {(item.Reference.IsDeny ? "deny" : "allow")}\n";
        return context + (item.Item is { } own ? Text(own) : Text(item.KubernetesItem!));
    }

    /// <summary>Whom a rule of a policy is about, as text.</summary>
    public static string SubjectOf(Policy policy, int rule) => policy.NetworkPolicy is { } spec
        ? Text(Selector(spec.PodSelector))
        : (policy.Rules[rule].NodeSelector is { } nodes ? $"nodes {Text(Selector(nodes))}" : Text(Selector(policy.Rules[rule].EndpointSelector ?? new LabelSelector())));

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

    private static string Text(DirectionItem item) => PolicyYamlWriter.WriteItem(
        new DirectionItem
        {
            Endpoints = Sorted(item.Endpoints?.Select(Selector), Text),
            Entities = Sorted(item.Entities, text => text),
            Cidrs = item.Cidrs is null && item.CidrSets is null ? null : Sorted([.. item.Cidrs ?? [], .. (item.CidrSets ?? []).Where(IsPlain).Select(set => set.Cidr)], text => text),
            CidrSets = Sorted(item.CidrSets?.Where(set => !IsPlain(set)).Select(set => set with { Except = Sorted(set.Except, text => text)! }), set => $"{set.Cidr} {set.GroupName} {string.Join(',', set.Except)}"),
            Fqdns = Sorted(item.Fqdns, fqdn => $"{fqdn.MatchName} {fqdn.MatchPattern}"),
            Nodes = Sorted(item.Nodes?.Select(Selector), Text),
            Services = item.Services,
            Groups = item.Groups,
            Requires = Sorted(item.Requires?.Select(Selector), Text),
            ToPorts = item.ToPorts is { Count: > 0 } rules ? Sorted(rules.Select(Ports), rule => PolicyYamlWriter.WriteItem(new DirectionItem { ToPorts = [rule] }, true)) : null,
            Icmps = Sorted(item.Icmps?.Select(field => field with { Family = field.Family.Length == 0 ? "IPv4" : field.Family, Comments = [] }), field => field.Family + field.Type),
            AuthenticationMode = item.AuthenticationMode,
        },
        isIngress: true);

    private static string Text(NetworkPolicyRule rule)
    {
        IEnumerable<string> peers = (rule.Peers ?? []).Select(peer =>
            $"pods {(peer.Pods is { } pods ? Text(Selector(pods)) : "-")} namespaces {(peer.Namespaces is { } spaces ? Text(Selector(spaces)) : "-")} block {peer.Block?.Cidr} {string.Join(',', (peer.Block?.Except ?? []).Order(StringComparer.Ordinal))}");
        IEnumerable<string> ports = (rule.Ports ?? []).Select(port => $"{port.Protocol ?? "TCP"} {port.Port} {port.EndPort}");
        return string.Join('\n', peers.Order(StringComparer.Ordinal).Distinct()) + "\n" + string.Join('\n', ports.Order(StringComparer.Ordinal).Distinct());
    }

    private static PortRule Ports(PortRule rule) => rule with
    {
        Ports = Sorted(rule.Ports.Select(Port), port => $"{port.Port} {port.EndPort} {port.Protocol}")!,
        Dns = Sorted(rule.Dns, name => $"{name.MatchName} {name.MatchPattern}"),
        ServerNames = Sorted(rule.ServerNames, text => text),
    };

    private static PortProtocol Port(PortProtocol port) => new() { Port = port.Port, EndPort = port.EndPort is 0 ? null : port.EndPort, Protocol = port.Protocol ?? "ANY" };

    private static bool IsPlain(CidrSetItem set) => set is { Except.Count: 0, GroupName: null, GroupSelector: null };

    // One requirement has one form here: a value is a list of one value.
    private static LabelSelector Selector(LabelSelector selector) => new()
    {
        MatchExpressions = Sorted(
            [
                .. selector.MatchLabels.Select(label => new SelectorExpression(Any(label.Key), SelectorOperator.In, [label.Value])),
                .. selector.MatchExpressions.Select(e => new SelectorExpression(Any(e.Key), e.Operator, [.. e.Values.Distinct().Order(StringComparer.Ordinal)])),
            ],
            Text)!,
    };

    private static string Any(string key) => key.StartsWith("any:", StringComparison.Ordinal) ? key[4..] : key;

    private static string Text(SelectorExpression e) => $"{e.Key} {e.Operator} {string.Join(',', e.Values)}";

    private static string Text(LabelSelector selector) => string.Join(';', selector.MatchExpressions.Select(Text));

    private static List<T>? Sorted<T>(IEnumerable<T>? items, Func<T, string> text) => items is null ? null : [.. items.DistinctBy(text).OrderBy(text, StringComparer.Ordinal)];
}
