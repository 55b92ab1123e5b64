namespace FlowToPolicy.Cluster;

/// <summary>A kind of object that is read from a cluster.</summary>
/// <param name="Name">Its plural with its API group, as kubectl takes it. (Short names such as <c>cnp</c> are Calico's as well.)</param>
/// <param name="Kind">The kind of its objects.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
public sealed record ClusterResource(string Name, string Kind, bool IsNamespaced)
{
    /// <summary>Cilium's policies of a namespace.</summary>
    public static ClusterResource CiliumNetworkPolicies { get; } = new("ciliumnetworkpolicies.cilium.io", "CiliumNetworkPolicy", true);

    /// <summary>Cilium's policies of the whole cluster.</summary>
    public static ClusterResource CiliumClusterwideNetworkPolicies { get; } =
        new("ciliumclusterwidenetworkpolicies.cilium.io", "CiliumClusterwideNetworkPolicy", false);

    /// <summary>Kubernetes' own policies.</summary>
    public static ClusterResource NetworkPolicies { get; } = new("networkpolicies.networking.k8s.io", "NetworkPolicy", true);

    /// <summary>Prefixes under a name, that Cilium's policies may refer to.</summary>
    public static ClusterResource CiliumCidrGroups { get; } = new("ciliumcidrgroups.cilium.io", "CiliumCIDRGroup", false);

    /// <summary>Namespaces.</summary>
    public static ClusterResource Namespaces { get; } = new("namespaces", "Namespace", false);

    /// <summary>Pods.</summary>
    public static ClusterResource Pods { get; } = new("pods", "Pod", true);

    /// <summary>Services.</summary>
    public static ClusterResource Services { get; } = new("services", "Service", true);

    /// <summary>Secrets; only ever one that the user named, for the certificates in it.</summary>
    public static ClusterResource Secrets { get; } = new("secrets", "Secret", true);

    /// <summary>The kinds that hold policies, and what policies refer to.</summary>
    public static IReadOnlyList<ClusterResource> OfPolicies { get; } =
        [CiliumNetworkPolicies, CiliumClusterwideNetworkPolicies, NetworkPolicies, CiliumCidrGroups];

    /// <summary>The kinds that say what policies select.</summary>
    public static IReadOnlyList<ClusterResource> OfInventory { get; } = [Namespaces, Pods, Services];

    /// <summary>All kinds that are read as a whole. Secrets are not among them.</summary>
    public static IReadOnlyList<ClusterResource> All { get; } = [.. OfPolicies, .. OfInventory];
}
