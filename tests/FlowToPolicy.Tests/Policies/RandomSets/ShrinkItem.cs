using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Items and ports with one thing less.</summary>
internal static class ShrinkItem
{
    public static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T>? list) =>
        list is null ? [] : Enumerable.Range(0, list.Count).Select(index => (IReadOnlyList<T>)[.. list.Take(index), .. list.Skip(index + 1)]);

    /// <summary>The list with one element replaced by something smaller.</summary>
    public static IEnumerable<IReadOnlyList<T>> Within<T>(IReadOnlyList<T>? list, Func<T, IEnumerable<T>> smaller) =>
        list is null ? [] : Enumerable.Range(0, list.Count).SelectMany(index => smaller(list[index]).Select(less => (IReadOnlyList<T>)[.. list.Take(index), less, .. list.Skip(index + 1)]));

    public static IEnumerable<DirectionItem> Of(DirectionItem item) =>
    [
        .. item.ToPorts is null ? [] : new[] { item with { ToPorts = null } },
        .. item.Icmps is null ? [] : new[] { item with { Icmps = null } },
        .. item.AuthenticationMode is null ? [] : new[] { item with { AuthenticationMode = null } },
        .. Peers(item),
        .. Without(item.Icmps).Select(list => item with { Icmps = list }),
        .. Without(item.ToPorts).Concat(Within(item.ToPorts, Of)).Select(list => item with { ToPorts = list }),
    ];

    private static IEnumerable<DirectionItem> Peers(DirectionItem item) =>
    [
        .. Without(item.Endpoints).Concat(Within(item.Endpoints, Of)).Select(list => item with { Endpoints = list }),
        .. Without(item.Nodes).Concat(Within(item.Nodes, Of)).Select(list => item with { Nodes = list }),
        .. Without(item.Entities).Select(list => item with { Entities = list }),
        .. Without(item.Cidrs).Select(list => item with { Cidrs = list }),
        .. Without(item.CidrSets).Concat(Within(item.CidrSets, set => Without(set.Except).Select(list => set with { Except = list }))).Select(list => item with { CidrSets = list }),
        .. Without(item.Fqdns).Select(list => item with { Fqdns = list }),
        .. item.Services is null ? [] : new[] { item with { Services = null } },
    ];

    public static IEnumerable<LabelSelector> Of(LabelSelector selector) =>
    [
        .. Without(selector.MatchLabels).Select(list => selector with { MatchLabels = list }),
        .. Without(selector.MatchExpressions).Select(list => selector with { MatchExpressions = list }),
    ];

    private static IEnumerable<PortRule> Of(PortRule rule) =>
    [
        .. rule is { Http: null, Kafka: null, Dns: null, L7Protocol: null, ServerNames: null, Listener: null } ? [] : new[] { new PortRule { Ports = rule.Ports } },
        .. Without(rule.Ports).Concat(Within(rule.Ports, Of)).Select(list => rule with { Ports = list }),
        .. Without(rule.Http).Where(list => list.Count > 0).Select(list => rule with { Http = list }),
        .. Without(rule.Dns).Where(list => list.Count > 0).Select(list => rule with { Dns = list }),
        .. Without(rule.ServerNames).Where(list => list.Count > 0).Select(list => rule with { ServerNames = list }),
    ];

    private static IEnumerable<PortProtocol> Of(PortProtocol port) => port.EndPort is null ? [] : [port with { EndPort = null }];
}
