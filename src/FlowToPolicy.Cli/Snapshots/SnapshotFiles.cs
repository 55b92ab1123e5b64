using System.Text;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Snapshots;

namespace FlowToPolicy.Cli.Snapshots;

/// <summary>What was read of a cluster, as the files of a snapshot.</summary>
internal static class SnapshotFiles
{
    // Begins with a character that no name of a namespace begins with.
    private const string ClusterFolder = "_cluster";

    /// <summary>One file for each policy and CIDR group, sorted by path.</summary>
    public static IReadOnlyList<PolicyFile> Of(ClusterContents contents) =>
        [.. Objects(contents).Select(o => new PolicyFile(o.Path, o.Object.Name, Encoding.UTF8.GetBytes(o.Object.Yaml), Digest.Of(o.Object.Yaml)))];

    /// <summary>The text of <c>inventory.json</c>.</summary>
    public static string Inventory(ClusterContents contents) => JsonDocuments.Text(JsonDocuments.Write(InventoryJson.Kind, json => InventoryJson.Write(
        json,
        contents,
        [.. Objects(contents).Select(o => new SnapshotFile(o.Path, o.Object.Resource, o.Object.Namespace, o.Object.Name, Digest.Of(o.Object.Yaml)))])));

    private static IEnumerable<(string Path, ClusterObject Object)> Objects(ClusterContents contents) =>
        contents.Objects.Select(o => (Path: PathOf(o), Object: o)).DistinctBy(o => o.Path).OrderBy(o => o.Path, StringComparer.Ordinal);

    // A namespace may hold a policy of each kind under one name.
    private static string PathOf(ClusterObject item)
    {
        // A name that can be no namespace's is made one that is hashed: inventory.json must not become a folder.
        string space = ClusterReader.IsNamespaceName(item.Namespace) ? item.Namespace : item.Namespace + "/";
        return $"{(item.Resource.IsNamespaced ? FileNames.Segment(space) : ClusterFolder)}/{FileNames.Segment(item.Name)}.{Short(item.Resource)}.yaml";
    }

    private static string Short(ClusterResource resource) =>
        resource == ClusterResource.CiliumNetworkPolicies ? "cnp"
        : resource == ClusterResource.CiliumClusterwideNetworkPolicies ? "ccnp"
        : resource == ClusterResource.NetworkPolicies ? "netpol"
        : "cidrgroup";
}
