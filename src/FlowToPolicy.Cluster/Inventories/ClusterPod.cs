using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Cluster.Inventories;

/// <summary>What of a pod bears on policies. Commands, environment, volumes and annotations are never read.</summary>
public sealed record ClusterPod
{
    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What owns it, named as Hubble names it in flows.</summary>
    public required Workload Workload { get; init; }

    /// <summary>Its own labels, sorted by key, before Cilium filters them (see <see cref="PodIdentity"/>).</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Its service account.</summary>
    public string ServiceAccount { get; init; } = "";

    /// <summary>The node that it runs on; empty when it has none yet.</summary>
    public string Node { get; init; } = "";

    /// <summary>Whether it uses the node's network; then it has the node's addresses and identity, and no policy selects it.</summary>
    public bool IsHostNetwork { get; init; }

    /// <summary>Its addresses. None for a pod that has ended: its address may be another pod's by now.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>The ports of its containers that have a name, in the order written.</summary>
    public IReadOnlyList<NamedPort> NamedPorts { get; init; } = [];
}
