using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;

namespace FlowToPolicy.Review.Usage;

/// <summary>Puts peers together into as few items as Cilium takes: peers of different kinds may not stand in one (api/v2 rule validation).</summary>
internal static class PeerMerge
{
    /// <summary>The items.</summary>
    /// <param name="item">Ports and everything else that they have in common.</param>
    /// <param name="peers">Items that name one peer each.</param>
    public static IReadOnlyList<DirectionItem> Of(DirectionItem item, IEnumerable<DirectionItem> peers)
    {
        DirectionItem[] all = [.. peers];
        DirectionItem bare = item with { Endpoints = null, Entities = null, Cidrs = null, CidrSets = null, Fqdns = null, Nodes = null, Services = null, Groups = null };
        return
        [
            .. Merged(all.SelectMany(peer => peer.Endpoints ?? []).DistinctBy(CanonicalText.Selector), list => bare with { Endpoints = list }),
            .. Merged(all.SelectMany(peer => peer.Entities ?? []).Distinct(), list => bare with { Entities = list }),
            .. Merged(all.SelectMany(peer => peer.Cidrs ?? []).Distinct(), list => bare with { Cidrs = list }),
            .. Merged(all.SelectMany(peer => peer.CidrSets ?? []), list => bare with { CidrSets = list }),
            .. Merged(all.SelectMany(peer => peer.Fqdns ?? []), list => bare with { Fqdns = list }),
            .. Merged(all.SelectMany(peer => peer.Nodes ?? []), list => bare with { Nodes = list }),
            .. Merged(all.SelectMany(peer => peer.Services ?? []), list => bare with { Services = list }),
            .. Merged(all.SelectMany(peer => peer.Groups ?? []), list => bare with { Groups = list }),
        ];
    }

    private static IEnumerable<DirectionItem> Merged<T>(IEnumerable<T> entries, Func<IReadOnlyList<T>, DirectionItem> item)
    {
        T[] list = [.. entries];
        return list.Length == 0 ? [] : [item(list)];
    }
}
