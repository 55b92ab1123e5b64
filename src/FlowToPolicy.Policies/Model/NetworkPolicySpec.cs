namespace FlowToPolicy.Policies.Model;

/// <summary>The <c>spec</c> of a Kubernetes NetworkPolicy.</summary>
public sealed record NetworkPolicySpec
{
    /// <summary>Which pods of the namespace it is about; empty selects all.</summary>
    public LabelSelector PodSelector { get; init; } = new();

    /// <summary>What may come in; null when absent.</summary>
    public IReadOnlyList<NetworkPolicyRule>? Ingress { get; init; }

    /// <summary>What may go out; null when absent.</summary>
    public IReadOnlyList<NetworkPolicyRule>? Egress { get; init; }

    /// <summary><c>policyTypes</c>: <c>Ingress</c>, <c>Egress</c>; null when absent.</summary>
    public IReadOnlyList<string>? PolicyTypes { get; init; }
}

/// <summary>One item of <c>ingress</c> or <c>egress</c> of a Kubernetes NetworkPolicy.</summary>
public sealed record NetworkPolicyRule
{
    /// <summary><c>from</c> / <c>to</c>; absent and empty both mean everybody.</summary>
    public IReadOnlyList<NetworkPolicyPeer>? Peers { get; init; }

    /// <summary><c>ports</c>; absent and empty both mean every port and protocol.</summary>
    public IReadOnlyList<NetworkPolicyPort>? Ports { get; init; }

    /// <summary>Where it was read; not part of its meaning.</summary>
    public SourcePosition Position { get; init; }
}

/// <summary>One peer: pods, namespaces, or both together, or an address block.</summary>
public sealed record NetworkPolicyPeer
{
    /// <summary><c>podSelector</c>; null when absent.</summary>
    public LabelSelector? Pods { get; init; }

    /// <summary><c>namespaceSelector</c>; null when absent.</summary>
    public LabelSelector? Namespaces { get; init; }

    /// <summary><c>ipBlock</c>; null when absent.</summary>
    public CidrSetItem? Block { get; init; }
}

/// <summary>One port.</summary>
public sealed record NetworkPolicyPort
{
    /// <summary>Number or name as text; null for every port of the protocol.</summary>
    public string? Port { get; init; }

    /// <summary>The last port of a range; null for a single port.</summary>
    public int? EndPort { get; init; }

    /// <summary><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>; null means TCP.</summary>
    public string? Protocol { get; init; }
}
