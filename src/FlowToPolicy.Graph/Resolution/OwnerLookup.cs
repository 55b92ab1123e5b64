using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>A workload with its cluster, before it gets the name that readers see.</summary>
/// <param name="Cluster">The cluster; empty when not known.</param>
/// <param name="Workload">The workload.</param>
/// <param name="IsGuessed">Whether no flow named it.</param>
internal readonly record struct Owner(string Cluster, Workload Workload, bool IsGuessed);

/// <summary>
/// Finds the workload of pods that flows do not name: an agent knows the workloads of its own node's pods only, so what one flow left
/// out is learned from others. The name pods have in common says more than their labels, which workloads may share.
/// </summary>
internal sealed class OwnerLookup
{
    private readonly Dictionary<(string Cluster, string Namespace, PodName Name), SortedSet<Workload>> _byPodName = [];
    private readonly Dictionary<(string Cluster, string Namespace, LabelSet Labels), SortedSet<Workload>> _byLabels = [];
    private readonly Dictionary<(string Cluster, string Namespace, string Name), SortedSet<Workload>> _byOwnerName = [];

    /// <summary>Learns an owner that flows did name.</summary>
    public void Learn(string cluster, RawEnd pod, LabelSet labels, Workload owner)
    {
        Add(_byOwnerName, (cluster, owner.Namespace, owner.Name), owner);
        if (pod.Name.Shape != PodNameShape.None)
        {
            Add(_byPodName, (cluster, pod.Namespace, pod.Name), owner);
        }

        if (labels.Count > 0)
        {
            Add(_byLabels, (cluster, pod.Namespace, labels), owner);
        }
    }

    /// <summary>The owner of pods that no flow names an owner for.</summary>
    public Owner Find(string cluster, RawEnd pod, LabelSet labels)
    {
        if (pod.Name.Shape == PodNameShape.None)
        {
            return Single(_byLabels, (cluster, pod.Namespace, labels)) is { } labelled
                ? new Owner(cluster, labelled, false)
                : new Owner(cluster, new Workload(pod.Namespace, "", LabelledName(labels)), true);
        }

        Workload? found = ByPodName(cluster, pod, labels) ?? ByOwnerName(cluster, pod);
        return found is { } owner
            ? new Owner(cluster, owner, false)
            : new Owner(cluster, new Workload(pod.Namespace, pod.Name.Shape == PodNameShape.Bare ? "Pod" : "", pod.Name.Stem), true);
    }

    private Workload? ByPodName(string cluster, RawEnd pod, LabelSet labels)
    {
        if (!_byPodName.TryGetValue((cluster, pod.Namespace, pod.Name), out SortedSet<Workload>? owners))
        {
            return null;
        }

        if (owners.Count > 1 && _byLabels.TryGetValue((cluster, pod.Namespace, labels), out SortedSet<Workload>? alike))
        {
            owners = [.. owners.Intersect(alike)];
        }

        return owners.Count == 1 ? owners.Min : null;
    }

    private Workload? ByOwnerName(string cluster, RawEnd pod)
    {
        if (!_byOwnerName.TryGetValue((cluster, pod.Namespace, pod.Name.Stem), out SortedSet<Workload>? owners))
        {
            return null;
        }

        Workload[] fitting = [.. owners.Where(o => Fits(o.Kind, pod.Name.Shape))];
        return fitting.Length == 1 ? fitting[0] : null;
    }

    /// <summary>Whether a controller of this kind gives its pods such names.</summary>
    private static bool Fits(string kind, PodNameShape shape) => kind switch
    {
        "Deployment" or "DeploymentConfig" or "Rollout" => shape == PodNameShape.ReplicaSet,
        "StatefulSet" => shape == PodNameShape.Ordinal,
        "CronJob" => shape == PodNameShape.CronJob,
        "DaemonSet" or "ReplicaSet" or "Job" or "ReplicationController" => shape == PodNameShape.Generated,
        _ => false,
    };

    private static string LabelledName(LabelSet labels)
    {
        foreach (string key in (ReadOnlySpan<string>)["app.kubernetes.io/name", "app", "k8s-app", "app.kubernetes.io/instance", "name"])
        {
            if (labels.FindK8s(key) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return "unnamed";
    }

    private static Workload? Single<TKey>(Dictionary<TKey, SortedSet<Workload>> table, TKey key)
        where TKey : notnull => table.TryGetValue(key, out SortedSet<Workload>? owners) && owners.Count == 1 ? owners.Min : null;

    private static void Add<TKey>(Dictionary<TKey, SortedSet<Workload>> table, TKey key, Workload owner)
        where TKey : notnull
    {
        if (!table.TryGetValue(key, out SortedSet<Workload>? owners))
        {
            owners = [];
            table.Add(key, owners);
        }

        owners.Add(owner);
    }
}
