namespace FlowToPolicy.Policies.Model;

/// <summary>The kinds of policy that a Cilium cluster enforces.</summary>
public enum PolicyKind : byte
{
    /// <summary><c>cilium.io/v2</c>, namespaced.</summary>
    CiliumNetworkPolicy,

    /// <summary><c>cilium.io/v2</c>, cluster scoped.</summary>
    CiliumClusterwideNetworkPolicy,

    /// <summary><c>networking.k8s.io/v1</c>.</summary>
    NetworkPolicy,
}

/// <summary>One policy object.</summary>
public sealed record Policy
{
    /// <summary>Its kind.</summary>
    public required PolicyKind Kind { get; init; }

    /// <summary><c>metadata.name</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>metadata.namespace</c>; empty for cluster-scoped policies.</summary>
    public string Namespace { get; init; } = "";

    /// <summary><c>metadata.labels</c>, sorted by key when written.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary><c>metadata.annotations</c>, sorted by key when written.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Its rules: <c>spec</c> when there is one, <c>specs</c> when there are more. None for a Kubernetes NetworkPolicy.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>The <c>spec</c> of a Kubernetes NetworkPolicy; null for Cilium's own kinds.</summary>
    public NetworkPolicySpec? NetworkPolicy { get; init; }

    /// <summary>Comment lines at the head of the document; not part of the policy's meaning.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Where it was read; not part of its meaning.</summary>
    public SourcePosition Position { get; init; }
}
