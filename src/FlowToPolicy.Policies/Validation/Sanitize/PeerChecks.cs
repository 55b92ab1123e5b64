using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Checks of the peers of an item.</summary>
internal static class PeerChecks
{
    private static readonly HashSet<string> Entities =
        ["all", "world", "world-ipv4", "world-ipv6", "cluster", "host", "init", "ingress", "unmanaged", "remote-node", "health", "none", "kube-apiserver"];

    /// <summary>Checks the peers.</summary>
    public static void Check(DirectionItem item, ItemPlace place, FieldPath path, SanitizeLog log)
    {
        CheckKinds(item, place, path, log);
        CheckSelectors(item.Endpoints, path.Key(place.Side + "Endpoints"), log);
        CheckSelectors(item.Nodes, path.Key(place.Side + "Nodes"), log);
        CheckSelectors(item.Requires, path.Key(place.Side + "Requires"), log);
        for (int i = 0; i < item.Entities?.Count; i++)
        {
            log.AddIf(
                !Entities.Contains(item.Entities[i]), SanitizeCheck.UnknownEntity, path.Key(place.Side + "Entities").Item(i), $"'{item.Entities[i]}' is no entity");
        }

        CidrChecks.Check(item, place, path, log);
        for (int i = 0; i < item.Fqdns?.Count; i++)
        {
            NameChecks.Check(item.Fqdns[i], path.Key("toFQDNs").Item(i), mayHaveBoth: false, log);
        }
    }

    private static void CheckKinds(DirectionItem item, ItemPlace place, FieldPath path, SanitizeLog log)
    {
        (string Name, int Count)[] kinds =
        [
            (place.Side + "Endpoints", item.Endpoints?.Count ?? 0), (place.Side + "Entities", item.Entities?.Count ?? 0),
            (place.Side + "CIDR", item.Cidrs?.Count ?? 0), (place.Side + "CIDRSet", item.CidrSets?.Count ?? 0), ("toFQDNs", item.Fqdns?.Count ?? 0),
            (place.Side + "Nodes", item.Nodes?.Count ?? 0), ("toServices", item.Services?.Count ?? 0), (place.Side + "Groups", item.Groups?.Count ?? 0),
        ];
        string[] given = [.. kinds.Where(kind => kind.Count > 0).Select(kind => kind.Name)];
        log.AddIf(given.Length > 1, SanitizeCheck.TwoPeerKinds, path, $"an item can name peers of one kind only, not {string.Join(" and ", given)}; use an item for each");
        log.AddIf(
            item.Nodes is { Count: > 0 } && !log.Options.NodeSelectorLabels,
            SanitizeCheck.NodeSelectorsOff,
            path.Key(place.Side + "Nodes"),
            "fromNodes and toNodes need the agent option enable-node-selector-labels");
        bool servicesAlone = log.IsSince(14) && !log.IsSince(17);
        log.AddIf(
            servicesAlone && item is { Services.Count: > 0, ToPorts.Count: > 0 },
            SanitizeCheck.ServicesWithPorts,
            path.Key("toServices"),
            "Cilium 1.14 to 1.16 do not take toServices together with toPorts");
    }

    private static void CheckSelectors(IReadOnlyList<LabelSelector>? selectors, FieldPath path, SanitizeLog log)
    {
        for (int i = 0; i < selectors?.Count; i++)
        {
            SelectorChecks.Check(selectors[i], path.Item(i), log);
        }
    }
}
