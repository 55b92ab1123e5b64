using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph;

/// <summary>What an end of an edge is.</summary>
public enum EndKind : byte
{
    /// <summary>Pods of one workload, managed by Cilium.</summary>
    Workload,

    /// <summary>The node that the other end runs on.</summary>
    Host,

    /// <summary>Another node of the cluster.</summary>
    RemoteNode,

    /// <summary>The Kubernetes API server, on a node or outside.</summary>
    KubeApiServer,

    /// <summary>Cilium's Ingress or Gateway proxy.</summary>
    Ingress,

    /// <summary>Everything outside the cluster.</summary>
    World,

    /// <summary>Pods that Cilium does not manage.</summary>
    Unmanaged,

    /// <summary>Nothing is known of it.</summary>
    Unknown,
}
