using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Synthesis.Selectors;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>Which peers a rule has to name for an edge.</summary>
internal sealed class PeerLookup(SelectorIndex selectors)
{
    /// <summary>Whether rules can name the end at all.</summary>
    public bool CanName(End end) => end.Kind switch
    {
        EndKind.Workload => selectors.TryFind(end, out WorkloadGroup? group) && group.Selectors.Count > 0,
        EndKind.Unknown => false,
        _ => true,
    };

    /// <summary>
    /// The peers for the client of an edge: none for the server's own node, which Cilium always lets in, and none for the world, which is
    /// judged by address. Nodes, and an API server on a node, are <c>remote-node</c>, unless <paramref name="nodesAreDenied"/>.
    /// </summary>
    public IEnumerable<Peer> OfClient(Edge edge, bool nodesAreDenied)
    {
        End client = edge.Client;
        return client.Kind switch
        {
            EndKind.Host or EndKind.RemoteNode => edge.Marks.HasFlag(EdgeMarks.LocalHost) ? [] : [Peer.Of(Entities.RemoteNode)],
            EndKind.KubeApiServer => Labels(edge.ClientLabels, client).Select(labels => ApiServerAsClient(labels, nodesAreDenied)).OfType<Peer>().Distinct(),
            _ => Other(client),
        };
    }

    /// <summary>
    /// The peers for the server of an edge; none for the world. An API server is <c>kube-apiserver</c>, unless the client calls the same port
    /// on other nodes too (<paramref name="callsNodes"/>) and it runs on a node.
    /// </summary>
    public IEnumerable<Peer> OfServer(Edge edge, bool callsNodes)
    {
        End server = edge.Server;
        return server.Kind switch
        {
            EndKind.Host or EndKind.RemoteNode => [Peer.Of(Entities.Host | Entities.RemoteNode)],
            EndKind.KubeApiServer => Labels(edge.ServerLabels, server)
                .Select(labels => Peer.Of(callsNodes && IsOnNode(labels) ? Entities.Host | Entities.RemoteNode : Entities.KubeApiServer)).Distinct(),
            _ => Other(server),
        };
    }

    private IEnumerable<Peer> Other(End end) => end.Kind switch
    {
        EndKind.Workload => selectors.TryFind(end, out WorkloadGroup? group) ? [Peer.Of(group)] : [],
        EndKind.Ingress => [Peer.Of(Entities.Ingress)],
        EndKind.Unmanaged => [Peer.Of(Entities.Unmanaged)],
        _ => [],
    };

    private static Peer? ApiServerAsClient(LabelSet labels, bool nodesAreDenied)
    {
        if (labels.IsReserved(ReservedIdentity.RemoteNode))
        {
            return Peer.Of(nodesAreDenied ? Entities.KubeApiServer : Entities.RemoteNode);
        }

        return labels.IsReserved(ReservedIdentity.Host) ? null : Peer.Of(Entities.KubeApiServer);
    }

    private static bool IsOnNode(LabelSet labels) => labels.IsReserved(ReservedIdentity.RemoteNode) || labels.IsReserved(ReservedIdentity.Host);

    private static IReadOnlyList<LabelSet> Labels(IReadOnlyList<LabelSet> onEdge, End end)
    {
        IReadOnlyList<LabelSet> known = onEdge.Count > 0 ? onEdge : end.LabelSets;
        return known.Count > 0 ? known : [LabelSet.Parse("reserved:" + ReservedIdentity.KubeApiServer)];
    }
}
