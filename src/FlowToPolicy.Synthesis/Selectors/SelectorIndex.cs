using System.Diagnostics.CodeAnalysis;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Synthesis.Selectors;

/// <summary>What selects each workload of a graph.</summary>
internal sealed class SelectorIndex
{
    private readonly Dictionary<End, WorkloadGroup> _groups = [];

    /// <summary>Finds the selectors of all workloads whose labels are known.</summary>
    public SelectorIndex(CommunicationGraph graph)
    {
        IEnumerable<IGrouping<(string Cluster, string Namespace), End>> pools = graph.Ends.Concat(graph.Bystanders)
            .Where(end => end is { Kind: EndKind.Workload, Workload: not null, LabelsKnown: true })
            .Order(End.Order)
            .GroupBy(end => (graph.IsMesh ? end.Cluster : "", end.Workload!.Value.Namespace));
        foreach (IGrouping<(string Cluster, string Namespace), End> pool in pools)
        {
            Add(pool.Key.Cluster, pool.Key.Namespace, [.. pool]);
        }

        Groups = [.. _groups.Values.Distinct().OrderBy(group => group.First, End.Order)];
        for (int i = 0; i < Groups.Count; i++)
        {
            Groups[i].Rank = i;
        }
    }

    /// <summary>All groups, by the first of their workloads.</summary>
    public IReadOnlyList<WorkloadGroup> Groups { get; }

    /// <summary>The group of an end; false when it is no workload or has no labels.</summary>
    public bool TryFind(End end, [NotNullWhen(true)] out WorkloadGroup? group) => _groups.TryGetValue(end, out group);

    private void Add(string cluster, string @namespace, IReadOnlyList<End> ends)
    {
        // A namespace or cluster that the API server would refuse cannot stand in a policy.
        bool isNameable = SelectorKeys.IsNamespace(@namespace) && SelectorKeys.IsValidValue(cluster);
        foreach ((IReadOnlyList<End> workloads, var selectors) in new PoolGrouping(ends).Groups())
        {
            var group = new WorkloadGroup
            {
                Workloads = workloads,
                Namespace = @namespace,
                NamedCluster = cluster.Length > 0 ? cluster : null,
                Selectors = isNameable ? selectors : [],
            };
            foreach (End workload in workloads)
            {
                _groups[workload] = group;
            }
        }
    }
}
