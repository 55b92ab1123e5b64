using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Usage;

/// <summary>Takes an item apart into items that name one peer each on the same ports; together they take in what the item does.</summary>
internal static class PeerSplit
{
    /// <summary>The parts, in the order of the entries; the item itself where it names no peers, or only one.</summary>
    public static IReadOnlyList<DirectionItem> Of(DirectionItem item)
    {
        DirectionItem bare = item with
        {
            Endpoints = null,
            Entities = null,
            Cidrs = null,
            CidrSets = null,
            Fqdns = null,
            Nodes = null,
            Services = null,
            Groups = null,
        };
        DirectionItem[] parts =
        [
            .. (item.Endpoints ?? []).Select(one => bare with { Endpoints = [one] }),
            .. (item.Entities ?? []).Select(one => bare with { Entities = [one] }),
            .. (item.Cidrs ?? []).Select(one => bare with { Cidrs = [one] }),
            .. (item.CidrSets ?? []).Select(one => bare with { CidrSets = [one] }),
            .. (item.Fqdns ?? []).Select(one => bare with { Fqdns = [one] }),
            .. (item.Nodes ?? []).Select(one => bare with { Nodes = [one] }),
            .. (item.Services ?? []).Select(one => bare with { Services = [one] }),
            .. (item.Groups ?? []).Select(one => bare with { Groups = [one] }),
        ];
        return parts.Length < 2 ? [item] : parts;
    }

    /// <summary>The same for an item of a Kubernetes NetworkPolicy.</summary>
    public static IReadOnlyList<NetworkPolicyRule> Of(NetworkPolicyRule item) =>
        item.Peers is { Count: > 1 } peers ? [.. peers.Select(peer => item with { Peers = [peer] })] : [item];
}
