namespace FlowToPolicy.Graph.Resolution;

/// <summary>
/// Sorts edges by client, server, protocol, port. The ends are ranked first, so that the names of a few thousand ends are compared and not those
/// of a million edges.
/// </summary>
internal static class EdgeOrder
{
    /// <summary>The edges in order.</summary>
    public static KeyValuePair<EdgeKey, EdgeGroup>[] Sorted(Dictionary<EdgeKey, EdgeGroup> groups)
    {
        Dictionary<End, int> ranks = Ranks(groups.Keys);
        KeyValuePair<EdgeKey, EdgeGroup>[] edges = [.. groups];
        var keys = new (ulong Ends, uint Port)[edges.Length];
        for (int i = 0; i < edges.Length; i++)
        {
            EdgeKey key = edges[i].Key;
            keys[i] = (((ulong)(uint)ranks[key.Client] << 32) | (uint)ranks[key.Server], ((uint)key.Protocol << 16) | key.Port);
        }

        Array.Sort(keys, edges);
        return edges;
    }

    private static Dictionary<End, int> Ranks(Dictionary<EdgeKey, EdgeGroup>.KeyCollection keys)
    {
        var ranks = new Dictionary<End, int>();
        foreach (EdgeKey key in keys)
        {
            ranks.TryAdd(key.Client, 0);
            ranks.TryAdd(key.Server, 0);
        }

        // No two ends of a graph have the same name.
        End[] sorted = [.. ranks.Keys.Order(End.Order)];
        for (int i = 0; i < sorted.Length; i++)
        {
            ranks[sorted[i]] = i;
        }

        return ranks;
    }
}
