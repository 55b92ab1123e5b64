using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>Concludes from the sum of all flows who talks to whom. Depends on the sum only, not on the order of the flows.</summary>
internal static class GraphResolver
{
    /// <summary>Makes the graph.</summary>
    public static CommunicationGraph Resolve(GraphTally tally)
    {
        var ends = new EndResolver(tally);
        var grouper = new EdgeGrouper(ends);
        grouper.Group(tally);
        bool repliesAreLogged = grouper.Groups.Values.Any(g => g.Tally.Counts.Both(Sighting.Reply) > 0);
        HashSet<(End, ushort)> resolvers = [.. grouper.Groups.Where(g => g.Value.Tally.ThroughDnsProxy).Select(g => (g.Key.Server, g.Key.Port))];
        var factory = new EdgeFactory(tally, ends, NodeAddresses(tally), resolvers, repliesAreLogged);
        KeyValuePair<EdgeKey, EdgeGroup>[] groups = [.. grouper.Groups];
        int[] order = EdgeOrder.Of(groups, ends.All);
        var edges = new Edge[groups.Length];
        Parallel.For(0, edges.Length, i => edges[i] = factory.Make(groups[order[i]].Key, groups[order[i]].Value));
        HashSet<End> used = [.. edges.Select(e => e.Client), .. edges.Select(e => e.Server)];
        return new CommunicationGraph
        {
            Edges = edges,
            Ends = [.. used.Order(End.Order)],
            Bystanders = [.. ends.Workloads.Where(w => !used.Contains(w)).Order(End.Order)],
            Window = WindowOf(tally),
            Accounting = AccountingOf(tally, grouper),
            HomeClusters = ends.Clusters.Home,
            IsMesh = ends.Clusters.IsMesh,
            CiliumVersion = tally.CiliumVersion?.ToString(2),
        };
    }

    private static HashSet<Address> NodeAddresses(GraphTally tally)
    {
        var addresses = new HashSet<Address>();
        foreach ((RawEdge edge, EdgeTally seen) in tally.Edges)
        {
            if ((IsNode(edge.Client) || IsNode(edge.Server)) && seen.Addresses is { } tallies)
            {
                addresses.UnionWith(tallies.Kept.Keys);
            }
        }

        return addresses;
    }

    private static bool IsNode(RawEnd end) => end.Kind is RawEndKind.Host or RawEndKind.RemoteNode
        || (end.Kind == RawEndKind.KubeApiServer && !end.Labels.IsReserved(ReservedIdentity.World));

    private static ObservationWindow WindowOf(GraphTally tally) => new()
    {
        First = tally.First,
        Last = tally.Last,
        Nodes = tally.Nodes.Values.ToArray(),
        Lost = new SortedDictionary<LostEventSource, long>(tally.Lost),
        UnreadNodes = [.. tally.UnreadNodes],
    };

    private static Accounting AccountingOf(GraphTally tally, EdgeGrouper grouper)
    {
        var reasons = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (NoEdge reason = NoEdge.NotTraffic; reason <= NoEdge.TooManyUnclear; reason++)
        {
            long more = reason switch
            {
                NoEdge.DroppedReply => grouper.DroppedReplies,
                NoEdge.TooManyUnclear => grouper.TooManyUnclear,
                _ => 0,
            };
            Count(reason.Name(), tally.WithoutEdge[(int)reason] + more);
        }

        for (int reason = 0; reason < tally.Skipped.Length; reason++)
        {
            Count(((SkipReason)reason).Name(), tally.Skipped[reason]);
        }

        return new Accounting
        {
            Read = tally.Read,
            Folded = grouper.Groups.Values.Sum(g => g.Tally.Lines),
            Reasons = [.. reasons],
        };

        void Count(string name, long lines)
        {
            if (lines > 0)
            {
                reasons[name] = lines;
            }
        }
    }
}
