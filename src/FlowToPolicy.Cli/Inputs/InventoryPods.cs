using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Inventories;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Explaining;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>The pods of an inventory, as reviews know them.</summary>
internal static class InventoryPods
{
    /// <summary>All pods with the identities that Cilium gives them; none when nothing is known of the cluster.</summary>
    public static IReadOnlyList<KnownPod> Of(ClusterContents? cluster, EvaluationOptions options) => cluster is null ? [] :
    [
        .. cluster.Inventory.Pods.Select(pod => new KnownPod(
            pod.Namespace,
            pod.Name,
            pod.Workload,
            PodIdentity.LabelsOf(pod, cluster.Inventory, options.Version, options.LocalCluster),
            pod.IsHostNetwork ? [] : pod.Addresses,
            pod.NamedPorts)),
    ];
}
