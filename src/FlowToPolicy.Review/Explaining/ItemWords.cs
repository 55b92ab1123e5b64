using System.Globalization;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Explaining;

/// <summary>Says in words what an item of a policy lets through or stops.</summary>
internal static class ItemWords
{
    private const int MostNamed = 6;

    /// <summary>The item, e.g. <c>lets in pods with app=web of shop on TCP/8080</c>.</summary>
    public static string Of(RuleItem item)
    {
        bool ingress = item.Reference.Direction == PolicyDirection.Ingress;
        string verb = item.Reference.IsDeny ? (ingress ? "denies entry to" : "denies calls to") : (ingress ? "lets in" : "lets it call");
        (IReadOnlyList<string> peers, IReadOnlyList<string> ports) = item.Item is { } own
            ? (Peers(own, item.Reference.Policy), Ports(own))
            : (Peers(item.KubernetesItem!, item.Reference.Policy), Ports(item.KubernetesItem!));
        if (item.Item is { IsEmpty: true })
        {
            return $"opens nothing; it is there to close {(ingress ? "ingress" : "egress")}";
        }

        string authentication = item.Item?.AuthenticationMode is { } mode ? $", authentication {mode}" : "";
        return $"{verb} {(peers.Count == 0 ? "everybody" : Joined(peers))} on {(ports.Count == 0 ? "every port" : Joined(ports))}{authentication}";
    }

    /// <summary>Whom a selector of a policy takes in.</summary>
    public static string Subject(LabelSelector selector, string space) => Selector(selector, space);

    /// <summary>Whom an item of a Cilium policy is about; empty for everybody.</summary>
    public static IReadOnlyList<string> Peers(DirectionItem item, Policy policy)
    {
        string[] peers =
        [
            .. (item.Endpoints ?? []).Select(selector => Selector(selector, policy.Namespace)),
            .. (item.Entities ?? []).Select(entity => $"entity {entity}"),
            .. item.Cidrs ?? [],
            .. (item.CidrSets ?? []).Select(Block),
            .. (item.Fqdns ?? []).Select(name => name.MatchName ?? $"names like {name.MatchPattern}"),
            .. (item.Nodes ?? []).Select(selector => $"nodes with {Requirements(selector)}"),
            .. (item.Services ?? []).Select(service => $"service {(service.Namespace.Length == 0 ? "" : service.Namespace + "/")}{service.Name ?? "by labels"}"),
            .. (item.Groups ?? []).Select(_ => "machines of a cloud group"),
        ];
        bool isNobody = peers.Length == 0 && (item.Endpoints ?? (object?)item.Entities ?? item.Cidrs ?? (object?)item.CidrSets ?? item.Nodes) is not null;
        return isNobody ? ["nobody (an empty list)"] : peers;
    }

    /// <summary>Whom an item of a Kubernetes NetworkPolicy is about; empty for everybody.</summary>
    public static IReadOnlyList<string> Peers(NetworkPolicyRule rule, Policy policy) =>
    [
        .. (rule.Peers ?? []).Select(peer => peer.Block is { } block ? Block(block)
            : peer.Namespaces is null ? Selector(peer.Pods ?? new LabelSelector(), policy.Namespace)
            : $"{Pods(peer.Pods ?? new LabelSelector())} of {(peer.Namespaces.IsEmpty ? "every namespace" : $"namespaces with {Requirements(peer.Namespaces)}")}"),
    ];

    private static string Block(CidrSetItem set) =>
        (set.GroupName is { } group ? $"addresses of the group {group}" : set.GroupSelector is { } selector ? $"addresses of groups with {Requirements(selector)}" : set.Cidr)
        + (set.Except.Count == 0 ? "" : $" without {string.Join(", ", set.Except)}");

    private static string[] Ports(DirectionItem item) =>
    [
        .. (item.ToPorts ?? []).SelectMany(rule => rule.Ports.Count == 0 ? ["no port"] : rule.Ports.Select(port => Port(port) + Filter(rule))),
        .. (item.Icmps ?? []).Select(field => $"ICMP{(field.Family == "IPv6" ? "v6" : "v4")}/{field.Type}"),
    ];

    private static string[] Ports(NetworkPolicyRule rule) =>
        [.. (rule.Ports ?? []).Select(port => Port(new PortProtocol { Port = port.Port ?? "", EndPort = port.EndPort, Protocol = port.Protocol ?? "TCP" }))];

    private static string Port(PortProtocol port)
    {
        string end = port.EndPort is { } last && last > 0 ? string.Create(CultureInfo.InvariantCulture, $"-{last}") : "";
        return port.Port is "" or "0" ? $"every {port.Protocol ?? "TCP, UDP and SCTP"} port" : $"{port.Protocol ?? "ANY"}/{port.Port}{end}";
    }

    private static string Filter(PortRule rule)
    {
        int requests = (rule.Http?.Count ?? 0) + (rule.Kafka?.Count ?? 0) + (rule.L7?.Count ?? 0);
        return rule.Dns is { Count: > 0 } names ? $" for the names {Joined([.. names.Select(name => name.MatchName ?? name.MatchPattern ?? "")])}"
            : requests > 0 ? string.Create(CultureInfo.InvariantCulture, $" for requests that fit {(requests == 1 ? "its L7 rule" : $"one of {requests} L7 rules")}")
            : rule.ServerNames is { Count: > 0 } servers ? $" for the server names {Joined(servers)}"
            : "";
    }

    private static string Selector(LabelSelector selector, string space)
    {
        if (selector.MatchLabels.FirstOrDefault(label => IsNamespaceName(label.Key)) is { Key: not null } named)
        {
            return $"{Pods(selector with { MatchLabels = [.. selector.MatchLabels.Where(label => label.Key != named.Key)] })} of {named.Value}";
        }

        string pods = Pods(selector);
        return selector.MatchLabels.Any(label => IsNamespace(label.Key)) || selector.MatchExpressions.Any(e => IsNamespace(e.Key)) ? pods
            : space.Length == 0 ? $"{pods} of every namespace" : $"{pods} of {space}";
    }

    private static bool IsNamespace(string key) => key.Contains(LabelKeys.Namespace, StringComparison.Ordinal) || key.Contains(LabelKeys.NamespaceLabelPrefix, StringComparison.Ordinal);

    private static bool IsNamespaceName(string key) => key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..] == LabelKeys.Namespace;

    private static string Pods(LabelSelector selector) => selector.IsEmpty ? "all pods" : $"pods with {Requirements(selector)}";

    private static string Requirements(LabelSelector selector) => selector.IsEmpty ? "any labels" : string.Join(", ",
    [
        .. selector.MatchLabels.Select(label => $"{label.Key}={label.Value}"),
        .. selector.MatchExpressions.Select(e => e.Operator switch
        {
            SelectorOperator.In => $"{e.Key} in ({string.Join(", ", e.Values)})",
            SelectorOperator.NotIn => $"{e.Key} not in ({string.Join(", ", e.Values)})",
            SelectorOperator.Exists => e.Key,
            _ => $"no {e.Key}",
        }),
    ]);

    private static string Joined(IReadOnlyList<string> words) => words.Count <= MostNamed
        ? string.Join(", ", words)
        : $"{string.Join(", ", words.Take(MostNamed))} and {words.Count - MostNamed} more";
}
