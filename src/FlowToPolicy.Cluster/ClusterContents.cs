using FlowToPolicy.Cluster.Inventories;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Import;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Cluster;

/// <summary>What was read of a cluster, live or from a snapshot.</summary>
/// <param name="Objects">Its policies and CIDR groups, sorted by namespace, kind and name.</param>
/// <param name="Inventory">What policies select and name.</param>
/// <param name="Gaps">What could not be read, in the order in which it was tried.</param>
/// <param name="Namespaces">The namespaces that were asked for, sorted; none means all. Objects of the whole cluster are read in any case.</param>
public sealed record ClusterContents(
    IReadOnlyList<ClusterObject> Objects, Inventory Inventory, IReadOnlyList<ClusterGap> Gaps, IReadOnlyList<string> Namespaces)
{
    /// <summary>Whether every object of a kind was read: no namespace left out, nothing refused. A kind that the API server does not know has none.</summary>
    public bool IsComplete(ClusterResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        bool isLimited = Namespaces.Count > 0 && (resource.IsNamespaced || resource == ClusterResource.Namespaces);
        return !isLimited && !Gaps.Any(g => g.Resource == resource.Name && g.Failure != ClusterFailure.NoSuchKind);
    }

    /// <summary>Reads the policies and CIDR groups; positions name <see cref="ClusterObject.Place"/>.</summary>
    /// <param name="version">The version of Cilium whose schema decides; <see cref="CiliumVersion.Assumed"/> when null.</param>
    public ImportedPolicies ReadPolicies(CiliumVersion? version = null) =>
        new([.. Objects.Select(o => PolicyYamlReader.Read(o.Yaml, o.Place, version))]);
}
