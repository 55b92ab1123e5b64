using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Synthesis.Selectors;

namespace FlowToPolicy.Synthesis.Naming;

/// <summary>Gives each group of a cluster and namespace a name of its own.</summary>
internal sealed class PolicyNames
{
    private readonly HashSet<(string Cluster, string Namespace, string Name)> _severalKinds;
    private readonly Dictionary<WorkloadGroup, string> _names = [];

    /// <summary>Names the groups, which are given in a stable order; <paramref name="ends"/> are all ends of the graph.</summary>
    public PolicyNames(IReadOnlyList<WorkloadGroup> groups, IEnumerable<End> ends)
    {
        _severalKinds = [.. ends.Where(end => end.Workload is not null).GroupBy(Place).Where(place => place.Count() > 1).Select(place => place.Key)];
        var taken = new HashSet<(string? Cluster, string Namespace, string Name)>();
        var later = new List<(WorkloadGroup Group, string Stem, bool Changed)>();

        // Whoever keeps the workload's plain name comes first, so that nobody's file moves because of a stranger's odd name.
        foreach (WorkloadGroup group in groups)
        {
            string stem = SafeName.Stem(Wanted(group.First), out bool changed);
            if (changed || IsSuffixed(group.First) || !taken.Add((group.NamedCluster, group.Namespace, stem)))
            {
                later.Add((group, stem, changed));
            }
            else
            {
                _names[group] = stem;
            }
        }

        foreach ((WorkloadGroup group, string stem, bool changed) in later)
        {
            _names[group] = Unique(group, stem, changed, taken);
        }
    }

    /// <summary>The name of a group.</summary>
    public string this[WorkloadGroup group] => _names[group];

    private static (string Cluster, string Namespace, string Name) Place(End end) =>
        (end.Cluster, end.Workload!.Value.Namespace, end.Workload.Value.Name);

    private static string Unique(WorkloadGroup group, string stem, bool changed, HashSet<(string? Cluster, string Namespace, string Name)> taken)
    {
        Workload workload = group.First.Workload!.Value;
        string name = changed ? Hashed(8) : stem;
        for (int digits = 8; !taken.Add((group.NamedCluster, group.Namespace, name)); digits += 8)
        {
            name = Hashed(digits);
        }

        return name;

        string Hashed(int digits) => SafeName.WithHash(stem, $"{workload.Namespace}\0{workload.Kind}\0{workload.Name}", Math.Min(digits, 64));
    }

    private bool IsSuffixed(End end) => end.Workload!.Value.Kind.Length > 0 && _severalKinds.Contains(Place(end));

    private string Wanted(End end)
    {
        Workload workload = end.Workload!.Value;
        return IsSuffixed(end) ? $"{workload.Name}-{workload.Kind.ToLowerInvariant()}" : workload.Name;
    }
}
