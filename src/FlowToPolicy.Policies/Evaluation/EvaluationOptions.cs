namespace FlowToPolicy.Policies.Evaluation;

/// <summary>The agent's <c>enable-policy</c>.</summary>
public enum EnforcementMode : byte
{
    /// <summary>A direction is closed by the first policy that speaks about it.</summary>
    Default,

    /// <summary>Both directions of every endpoint are closed from the start.</summary>
    Always,

    /// <summary>No policy has any effect, not even a deny.</summary>
    Never,
}

/// <summary>The agent's <c>policy-cidr-match-mode</c>.</summary>
public enum CidrMatchMode : byte
{
    /// <summary>Prefixes match ends outside the cluster only.</summary>
    World,

    /// <summary>Prefixes match nodes too (<c>nodes</c>, since 1.15).</summary>
    Nodes,
}

/// <summary>What of an agent's configuration and knowledge decides what policies mean.</summary>
public sealed record EvaluationOptions
{
    /// <summary>An agent of the assumed version as installed.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>The version of Cilium.</summary>
    public CiliumVersion Version { get; init; } = CiliumVersion.Assumed;

    /// <summary>
    /// <c>policy-default-local-cluster</c>: whether a peer selector without a cluster means the local one. Null: as the version has it (on from 1.19).
    /// </summary>
    public bool? PolicyDefaultLocalCluster { get; init; }

    /// <summary>The name of the local cluster.</summary>
    public string LocalCluster { get; init; } = "default";

    /// <summary><c>enable-policy</c>.</summary>
    public EnforcementMode Enforcement { get; init; }

    /// <summary>Whether both IPv4 and IPv6 are on; then the world is <c>world-ipv4</c> and <c>world-ipv6</c>.</summary>
    public bool DualStack { get; init; }

    /// <summary>Whether the local host always gets in (<c>allow-localhost</c>; always under Kubernetes unless set to <c>policy</c>).</summary>
    public bool AllowLocalhost { get; init; } = true;

    /// <summary>Whether the host firewall is on: only then do policies with a nodeSelector have an effect.</summary>
    public bool HostFirewall { get; init; }

    /// <summary><c>enable-node-selector-labels</c>: whether nodes carry their labels, so that fromNodes and toNodes work.</summary>
    public bool NodeSelectorLabels { get; init; }

    /// <summary><c>policy-cidr-match-mode</c>.</summary>
    public CidrMatchMode CidrMatch { get; init; }

    /// <summary>
    /// The named ports of every pod of the cluster, by which egress rules with port names are resolved (one list per pod).
    /// Null means not known: such rules are then uncertain.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<NamedPort>>? ClusterNamedPorts { get; init; }

    /// <summary>The cluster's services, by which toServices is resolved. Null means not known: such rules are then uncertain.</summary>
    public IReadOnlyList<KnownService>? Services { get; init; }

    /// <summary>Whether peers are limited to the local cluster, after the version's default.</summary>
    public bool PeersAreLocal => PolicyDefaultLocalCluster ?? Version >= new CiliumVersion(1, 19);
}
