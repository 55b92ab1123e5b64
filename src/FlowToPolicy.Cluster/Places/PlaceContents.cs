using FlowToPolicy.Cluster.Snapshots;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Import;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Cluster.Places;

/// <summary>What a place for policies holds.</summary>
public sealed class PlaceContents
{
    private PlaceContents(ImportedPolicies policies, ClusterContents? cluster)
    {
        (Policies, Cluster) = (policies, cluster);
        Set = policies.Set with { IsComplete = cluster?.IsComplete(ClusterResource.CiliumCidrGroups) ?? policies.Set.IsComplete };
    }

    /// <summary>The documents as they were read, refused ones too.</summary>
    public ImportedPolicies Policies { get; }

    /// <summary>
    /// The policies and groups that the API server takes. Whether they are complete follows from <see cref="Cluster"/>, when there is one.
    /// </summary>
    public PolicySet Set { get; }

    /// <summary>What else is known of the cluster: inventory, gaps. Null for plain files.</summary>
    public ClusterContents? Cluster { get; }

    /// <summary>What was read of a live cluster.</summary>
    public static PlaceContents Of(ClusterContents cluster, CiliumVersion? version = null)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return new PlaceContents(cluster.ReadPolicies(version), cluster);
    }

    /// <summary>
    /// Reads a file, a folder or standard input. Of a folder that is a snapshot, all policies count, those as well that somebody laid beside it.
    /// Fails with <see cref="ImportException"/> or <see cref="ClusterException"/>.
    /// </summary>
    public static PlaceContents Read(PolicyPlace place, Func<Stream> standardInput, CiliumVersion? version = null)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place.IsCluster)
        {
            throw new ArgumentException("The live cluster is read by a ClusterReader.", nameof(place));
        }

        if (!place.IsPath || !SnapshotReader.IsSnapshot(place.Text))
        {
            return new PlaceContents(PolicyImport.Read([place.Text], standardInput, version), null);
        }

        InventoryDocument inventory = SnapshotReader.ReadInventory(place.Text);

        // A cluster may have no policies; then the snapshot is but its inventory.
        bool isBare = inventory.Files.Count == 0 && !Directory.EnumerateFiles(place.Text, "*.y*ml", SearchOption.AllDirectories).Any();
        return new PlaceContents(isBare ? new ImportedPolicies([]) : PolicyImport.Read([place.Text], standardInput, version), inventory.Contents);
    }

    /// <summary>The options with what the cluster's services and named ports add to them, as far as they are known completely.</summary>
    public EvaluationOptions Sharpen(EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Cluster is null ? options : options with
        {
            Services = Cluster.IsComplete(ClusterResource.Services) ? Cluster.Inventory.KnownServices() : options.Services,
            ClusterNamedPorts = Cluster.IsComplete(ClusterResource.Pods) ? Cluster.Inventory.ClusterNamedPorts() : options.ClusterNamedPorts,
        };
    }
}
