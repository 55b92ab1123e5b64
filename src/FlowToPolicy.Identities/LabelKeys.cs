namespace FlowToPolicy.Identities;

/// <summary>Keys of labels that mean something to Cilium itself.</summary>
public static class LabelKeys
{
    /// <summary>The pod's namespace, on every pod identity.</summary>
    public const string Namespace = "io.kubernetes.pod.namespace";

    /// <summary>The cluster of a pod identity in a cluster mesh.</summary>
    public const string Cluster = "io.cilium.k8s.policy.cluster";

    /// <summary>The pod's service account.</summary>
    public const string ServiceAccount = "io.cilium.k8s.policy.serviceaccount";

    /// <summary>Prefix of the copies of namespace labels on a pod identity.</summary>
    public const string NamespaceLabelPrefix = "io.cilium.k8s.namespace.labels.";
}
