namespace FlowToPolicy.Graph.Resolution;

/// <summary>
/// Sorts edges by client, server, protocol, port. The ends are ranked first, so that the names of a few thousand ends are compared and not those
/// of a million edges.
/// </summary>
internal static class EdgeOrder
{
    /// <summary>For each place in the order, which of the edges stands there.</summary>
    public static int[] Of(KeyValuePair<EdgeKey, EdgeGroup>[] edges, IEnumerable<End> ends)
    {
        Dictionary<End, int> ranks = Ranks(ends);
        int[] order = new int[edges.Length];
        var keys = new (ulong Ends, uint Port)[edges.Length];
        for (int i = 0; i < edges.Length; i++)
        {
            EdgeKey key = edges[i].Key;
            order[i] = i;
            keys[i] = (((ulong)(uint)ranks[key.Client] << 32) | (uint)ranks[key.Server], ((uint)key.Protocol << 16) | key.Port);
        }

        Array.Sort(keys, order);
        return order;
    }

    // No two ends of a graph have the same name.
    private static Dictionary<End, int> Ranks(IEnumerable<End> ends)
    {
        var ranks = new Dictionary<End, int>();
        foreach (End end in ends.Order(End.Order))
        {
            ranks.Add(end, ranks.Count);
        }

        return ranks;
    }
}
