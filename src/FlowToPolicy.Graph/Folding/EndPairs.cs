using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>Which pairs of ends are no connection that a policy of a workload could be about.</summary>
internal static class EndPairs
{
    /// <summary>Cilium's source address for a pod that reaches itself through a service (the loopback of bpf_lxc).</summary>
    private static readonly Address HairpinSource = Address.Parse("169.254.42.1");

    /// <summary>The reason why there is no edge between the two; <see cref="NoEdge.None"/> when there is one.</summary>
    public static NoEdge Check(in Flow flow, RawEnd client, RawEnd server)
    {
        if (client.Kind == RawEndKind.Health || server.Kind == RawEndKind.Health)
        {
            return NoEdge.Health;
        }

        if (client.Kind == RawEndKind.Init || server.Kind == RawEndKind.Init)
        {
            return NoEdge.Init;
        }

        if (!client.IsPod && !server.IsPod)
        {
            return NoEdge.NoWorkload;
        }

        return client.IsPod && server.IsPod && MayBeOnePod(client, server) && IsOnePod(flow, client, server) ? NoEdge.SamePod : NoEdge.None;
    }

    /// <summary>Namesakes in two clusters of a mesh are two pods, and may even have one address.</summary>
    private static bool MayBeOnePod(RawEnd client, RawEnd server) => client.Namespace == server.Namespace
        && (client.Cluster == server.Cluster || client.Cluster.Length == 0 || server.Cluster.Length == 0);

    private static bool IsOnePod(in Flow flow, RawEnd client, RawEnd server)
    {
        bool hairpin = (flow.SourceAddress == HairpinSource || flow.DestinationAddress == HairpinSource) && client.Labels.Equals(server.Labels);
        bool sameName = flow.Source.PodName.Length > 0 && flow.Source.PodName == flow.Destination.PodName;
        bool sameAddress = !flow.SourceAddress.IsNone && flow.SourceAddress == flow.DestinationAddress;
        return sameName || sameAddress || hairpin;
    }
}
