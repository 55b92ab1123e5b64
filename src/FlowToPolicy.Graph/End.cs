using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph;

/// <summary>
/// One end of edges: a workload, or one of the reserved identities. Ends of one graph are distinct objects with distinct
/// <see cref="Name"/>s; compare them by reference or by name.
/// </summary>
public sealed class End
{
    /// <summary>What it is.</summary>
    public required EndKind Kind { get; init; }

    /// <summary>The workload; null for all other kinds.</summary>
    public Workload? Workload { get; init; }

    /// <summary>The cluster that the workload runs in; empty when no flow names a cluster.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>
    /// Every distinct label set that its identities carried in the window, complete as Cilium's engine sees them: for a workload
    /// always with the namespace label (and the cluster label when the cluster is known), for a reserved identity the
    /// <c>reserved:</c> labels. Sorted. Empty when the log gives no labels (<see cref="LabelsKnown"/> is false then).
    /// </summary>
    public required IReadOnlyList<LabelSet> LabelSets { get; init; }

    /// <summary>Whether any flow gave labels of it.</summary>
    public bool LabelsKnown => LabelSets.Count > 0;

    /// <summary>Whether no flow named the workload, so that its name is the stem of its pods' names.</summary>
    public bool NameIsGuessed { get; init; }

    /// <summary>Up to three names of its pods, the smallest ones, as examples.</summary>
    public IReadOnlyList<string> PodNames { get; init; } = [];

    /// <summary>
    /// The name that readers see, unique within the graph: <c>namespace/workload</c>, with the kind appended where two kinds share a
    /// name (<c>shop/web (StatefulSet)</c>) and the cluster prefixed where there are several (<c>west:shop/web</c>);
    /// or <c>host</c>, <c>remote-node</c>, <c>kube-apiserver</c>, <c>ingress</c>, <c>world</c>, <c>unmanaged</c>, <c>unknown</c>.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Whether the flows come from the cluster it runs in, so that a policy for it makes sense here.</summary>
    public bool IsHome { get; init; } = true;

    /// <summary>Orders workloads first, then by kind and name.</summary>
    public static Comparer<End> Order { get; } = Comparer<End>.Create((left, right) =>
    {
        int order = left.Kind.CompareTo(right.Kind);
        return order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
    });

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
