namespace FlowToPolicy.Policies.Model;

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

    /// <summary><c>labels</c>: free tags without effect on any verdict.</summary>
    public IReadOnlyList<RuleLabel> Labels { get; init; } = [];

    /// <summary><c>log.value</c> (since 1.18), without effect on any verdict; null when absent.</summary>
    public string? LogValue { get; init; }

    /// <summary>Where it was read; not part of its meaning.</summary>
    public SourcePosition Position { get; init; }
}

/// <summary>One entry of <c>labels</c> of a rule.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; may be empty.</param>
/// <param name="Source">The source; may be empty.</param>
public readonly record struct RuleLabel(string Key, string Value, string Source);
