namespace FlowToPolicy.Identities;

/// <summary>Names of Cilium's reserved identities as they stand in labels (<c>reserved:host</c>).</summary>
public static class ReservedIdentity
{
    /// <summary>The node that the observer runs on, and its host-network pods.</summary>
    public const string Host = "host";

    /// <summary>Any other node of the cluster.</summary>
    public const string RemoteNode = "remote-node";

    /// <summary>The Kubernetes API server, wherever it runs; stands beside host, remote-node or world.</summary>
    public const string KubeApiServer = "kube-apiserver";

    /// <summary>Everything outside the cluster.</summary>
    public const string World = "world";

    /// <summary>Everything outside the cluster with an IPv4 address (dual-stack clusters, since 1.15).</summary>
    public const string WorldIpv4 = "world-ipv4";

    /// <summary>Everything outside the cluster with an IPv6 address (dual-stack clusters, since 1.15).</summary>
    public const string WorldIpv6 = "world-ipv6";

    /// <summary>Cilium's health endpoints.</summary>
    public const string Health = "health";

    /// <summary>An endpoint whose labels are not known yet.</summary>
    public const string Init = "init";

    /// <summary>Cilium's own Ingress and Gateway proxy.</summary>
    public const string Ingress = "ingress";

    /// <summary>A pod that Cilium does not manage.</summary>
    public const string Unmanaged = "unmanaged";

    /// <summary>Nothing is known.</summary>
    public const string Unknown = "unknown";
}
