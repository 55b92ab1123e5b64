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

    /// <summary>Its rules: <c>spec</c> when there is one, <c>specs</c> when there are more.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>Comment lines at the head of the document; not part of the policy's meaning.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];
}

/// <summary>One rule of a Cilium policy: the content of <c>spec</c>.</summary>
public sealed record Rule
{
    /// <summary>Which pods it is about; null when <see cref="NodeSelector"/> is given.</summary>
    public LabelSelector? EndpointSelector { get; init; }

    /// <summary>Which nodes it is about (cluster-wide policies only).</summary>
    public LabelSelector? NodeSelector { get; init; }

    /// <summary>What may come in; null when absent. A list with one empty item closes the direction.</summary>
    public IReadOnlyList<DirectionItem>? Ingress { get; init; }

    /// <summary>What must not come in; null when absent.</summary>
    public IReadOnlyList<DirectionItem>? IngressDeny { get; init; }

    /// <summary>What may go out; null when absent.</summary>
    public IReadOnlyList<DirectionItem>? Egress { get; init; }

    /// <summary>What must not go out; null when absent.</summary>
    public IReadOnlyList<DirectionItem>? EgressDeny { get; init; }

    /// <summary><c>enableDefaultDeny.ingress</c>; null when unset, which means "when there is an ingress item".</summary>
    public bool? DefaultDenyIngress { get; init; }

    /// <summary><c>enableDefaultDeny.egress</c>; null when unset.</summary>
    public bool? DefaultDenyEgress { get; init; }

    /// <summary><c>description</c>; null when absent.</summary>
    public string? Description { get; init; }
}
