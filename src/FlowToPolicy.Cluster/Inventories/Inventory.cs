using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Cluster.Inventories;

/// <summary>What policies select and name: namespaces, pods and services of one cluster, each sorted by namespace and name.</summary>
public sealed class Inventory
{
    private readonly Dictionary<string, ClusterNamespace> _namespaces;

    /// <summary>An inventory of things in any order.</summary>
    public Inventory(IEnumerable<ClusterNamespace> namespaces, IEnumerable<ClusterPod> pods, IEnumerable<ClusterService> services)
    {
        Namespaces = [.. namespaces.OrderBy(n => n.Name, StringComparer.Ordinal)];
        Pods = [.. pods.OrderBy(p => p.Namespace, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal)];
        Services = [.. services.OrderBy(s => s.Namespace, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)];
        _namespaces = [];
        foreach (ClusterNamespace each in Namespaces)
        {
            _namespaces.TryAdd(each.Name, each);
        }
    }

    /// <summary>Nothing.</summary>
    public static Inventory Empty { get; } = new([], [], []);

    /// <summary>The namespaces.</summary>
    public IReadOnlyList<ClusterNamespace> Namespaces { get; }

    /// <summary>The pods.</summary>
    public IReadOnlyList<ClusterPod> Pods { get; }

    /// <summary>The services.</summary>
    public IReadOnlyList<ClusterService> Services { get; }

    /// <summary>A namespace by its name; null when it is not known.</summary>
    public ClusterNamespace? Namespace(string name) => _namespaces.GetValueOrDefault(name);

    /// <summary>The services as <c>toServices</c> asks for them (<see cref="EvaluationOptions.Services"/>).</summary>
    public IReadOnlyList<KnownService> KnownServices() =>
        [.. Services.Select(s => new KnownService(s.Namespace, s.Name, LabelSet.Of(s.Labels.Select(l => Label.K8s(l.Key, l.Value)))))];

    /// <summary>The named ports of every pod that has an identity of its own (<see cref="EvaluationOptions.ClusterNamedPorts"/>).</summary>
    public IReadOnlyList<IReadOnlyList<NamedPort>> ClusterNamedPorts() =>
        [.. Pods.Where(p => !p.IsHostNetwork && p.NamedPorts.Count > 0).Select(p => p.NamedPorts)];
}
