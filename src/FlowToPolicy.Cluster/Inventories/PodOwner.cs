using System.Text.Json;
using System.Text.RegularExpressions;
using FlowToPolicy.Cluster.Objects;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Cluster.Inventories;

/// <summary>
/// Finds what owns a pod from the pod alone, as Hubble does for its flows (pkg/k8s/utils/workload.go), so that both speak of the same workload.
/// </summary>
internal static partial class PodOwner
{
    /// <summary>The workload of a pod.</summary>
    /// <param name="metadata">The pod's metadata.</param>
    /// <param name="labels">Its labels.</param>
    public static Workload Of(JsonElement metadata, IReadOnlyDictionary<string, string> labels)
    {
        string space = metadata.Text("namespace");
        JsonElement owner = metadata.Items("ownerReferences").FirstOrDefault(o => o.IsTrue("controller"));

        // Hubble looks for an owner only of pods whose name was generated; the kubelet's mirror pods have one that is a node.
        if (owner.ValueKind != JsonValueKind.Object || metadata.Text("generateName").Length == 0)
        {
            return new Workload(space, "Pod", metadata.Text("name"));
        }

        (string kind, string name) = Higher(owner.Text("kind"), owner.Text("name"), labels);
        return new Workload(space, kind, name);
    }

    private static (string Kind, string Name) Higher(string kind, string name, IReadOnlyDictionary<string, string> labels)
    {
        switch (kind)
        {
            case "ReplicaSet" when labels.GetValueOrDefault("pod-template-hash") is { Length: > 0 } hash && name.EndsWith(hash, StringComparison.Ordinal):
                return ("Deployment", name.EndsWith("-" + hash, StringComparison.Ordinal) ? name[..^(hash.Length + 1)] : name);
            case "ReplicationController" when labels.GetValueOrDefault("deploymentconfig") is { Length: > 0 } config:
                return ("DeploymentConfig", config);
            case "Job" when CronJob().Match(name) is { Success: true } match:
                return ("CronJob", match.Groups[1].Value);
            default:
                return (kind, name);
        }
    }

    // A CronJob names its Jobs by the minute that they were due.
    [GeneratedRegex("(.+)-[0-9]{8,10}$", RegexOptions.CultureInvariant)]
    private static partial Regex CronJob();
}
