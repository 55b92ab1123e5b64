using FlowToPolicy.Identities;
using FlowToPolicy.Policies;

namespace FlowToPolicy.Cluster.Inventories;

/// <summary>Makes of a pod the labels by which Cilium knows it (pkg/k8s/labels.go, then the agent's default label filter).</summary>
public static class PodIdentity
{
    private const string CiliumPrefix = "io.cilium.k8s";
    private const string NameOfNamespace = "kubernetes.io/metadata.name";

    /// <summary>
    /// The identity labels: the pod's own, filtered; its namespace and that namespace's labels; its service account; the cluster.
    /// A pod on the host network has the identity of its node: <c>reserved:host</c>.
    /// </summary>
    /// <param name="pod">The pod.</param>
    /// <param name="inventory">
    /// Knows the labels of its namespace. A namespace that is not there gives but the label that Kubernetes puts on every namespace, its name.
    /// </param>
    /// <param name="version">Decides which labels are dropped.</param>
    /// <param name="cluster">Cilium's name of the cluster.</param>
    public static LabelSet LabelsOf(ClusterPod pod, Inventory inventory, CiliumVersion version, string cluster = "default")
    {
        ArgumentNullException.ThrowIfNull(pod);
        ArgumentNullException.ThrowIfNull(inventory);
        if (pod.IsHostNetwork)
        {
            return LabelSet.Of([new Label(Label.Reserved, ReservedIdentity.Host, "")]);
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in pod.Labels)
        {
            // A pod cannot give itself labels that Cilium gives.
            if (!key.StartsWith(CiliumPrefix, StringComparison.Ordinal))
            {
                labels[key] = value;
            }
        }

        IReadOnlyDictionary<string, string> ofNamespace =
            inventory.Namespace(pod.Namespace)?.Labels ?? new Dictionary<string, string> { [NameOfNamespace] = pod.Namespace };
        foreach ((string key, string value) in ofNamespace)
        {
            labels[LabelKeys.NamespaceLabelPrefix + key] = value;
        }

        labels[LabelKeys.Namespace] = pod.Namespace;
        labels[LabelKeys.Cluster] = cluster;
        if (pod.ServiceAccount.Length > 0)
        {
            labels[LabelKeys.ServiceAccount] = pod.ServiceAccount;
        }

        return LabelSet.Of(labels.Where(l => LabelFilter.Keeps(l.Key, version)).Select(l => Label.K8s(l.Key, l.Value)));
    }
}
