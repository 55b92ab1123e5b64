using FlowToPolicy.Graph.Folding;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>Which clusters the flows come from, and which cluster a pod belongs to when nobody says.</summary>
internal sealed class ClusterScope
{
    private const string DefaultCluster = "default";

    /// <summary>Concludes the clusters from what nodes and local endpoints say.</summary>
    public ClusterScope(GraphTally tally, IReadOnlyCollection<RawEnd> pods)
    {
        string[] named = [.. pods.Select(p => p.Cluster).Where(c => c.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        Home = tally.HomeClusters.Values.ToArray();
        if (Home.Count == 0 && named.Length > 0)
        {
            // Hubble leaves the cluster out of node names when it is called "default".
            Home = named.Length == 1 ? named : named.Contains(DefaultCluster) ? [DefaultCluster] : [];
        }

        IsMesh = pods.Select(Of).Distinct().Count() > 1;
    }

    /// <summary>The clusters whose nodes reported, sorted.</summary>
    public IReadOnlyList<string> Home { get; }

    /// <summary>Whether pods of several clusters occur.</summary>
    public bool IsMesh { get; }

    /// <summary>The cluster of a pod; empty when it cannot be told.</summary>
    public string Of(RawEnd pod) => pod.Cluster.Length > 0 ? pod.Cluster : Home.Count == 1 ? Home[0] : "";

    /// <summary>Whether flows come from this cluster.</summary>
    public bool IsHome(string cluster) => cluster.Length == 0 || Home.Count == 0 || Home.Contains(cluster);
}
