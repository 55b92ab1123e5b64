using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Synthesis;

/// <summary>Which directions of a workload a proposal closes.</summary>
public enum Isolation : byte
{
    /// <summary>Those in which an admitted edge of the workload was seen, unless one of them is such that no rule can name it.</summary>
    Seen,

    /// <summary>Both.</summary>
    All,
}

/// <summary>What happens to traffic that was let through only because of audit mode.</summary>
public enum AuditedTraffic : byte
{
    /// <summary>It is admitted and marked.</summary>
    Admit,

    /// <summary>It is treated as denied.</summary>
    Deny,
}

/// <summary>How the world is admitted as the client of a workload.</summary>
public enum WorldIngress : byte
{
    /// <summary>As the entity <c>world</c>: the addresses of clients are no property of the service.</summary>
    Entity,

    /// <summary>As the exact addresses that were seen.</summary>
    Cidr,
}

/// <summary>Which names a DNS rule lets the client ask for.</summary>
public enum DnsNames : byte
{
    /// <summary>Every name (<c>matchPattern: "*"</c>).</summary>
    Any,

    /// <summary>The names that were asked for in the window.</summary>
    Exact,
}

/// <summary>How much evidence stands in comments.</summary>
public enum EvidenceDetail : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>Connections, days, first and last, sides, and what is remarkable.</summary>
    Summary,

    /// <summary>Also the nodes that reported it and sample flow ids.</summary>
    Full,
}

/// <summary>What a proposal is to be like.</summary>
public sealed record ProposalOptions
{
    /// <summary>The namespaces that get no policy unless asked for: what runs there serves workloads that are deployed tomorrow.</summary>
    public static IReadOnlyList<string> DefaultSystemNamespaces { get; } =
    [
        "calico-system", "cilium", "cilium-secrets", "gatekeeper-system", "gke-managed-system", "gmp-system",
        "kube-node-lease", "kube-public", "kube-system", "openshift-dns", "openshift-ingress", "tigera-operator",
    ];

    /// <summary>Which directions are closed.</summary>
    public Isolation Isolate { get; init; } = Isolation.Seen;

    /// <summary>The namespaces that get no policy.</summary>
    public IReadOnlyList<string> SystemNamespaces { get; init; } = DefaultSystemNamespaces;

    /// <summary>Whether the system namespaces get policies nevertheless.</summary>
    public bool IncludeSystem { get; init; }

    /// <summary>The only namespaces whose workloads get policies; empty for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Whether audited traffic is admitted.</summary>
    public AuditedTraffic Audited { get; init; } = AuditedTraffic.Admit;

    /// <summary>Whether what was only ever denied by default is admitted too. An explicit deny never is.</summary>
    public bool IncludeDenied { get; init; }

    /// <summary>How the world is admitted as a client.</summary>
    public WorldIngress WorldIngress { get; init; } = WorldIngress.Entity;

    /// <summary>Which names DNS rules let through.</summary>
    public DnsNames DnsNames { get; init; } = DnsNames.Any;

    /// <summary>Where the policies are to run. What the platform does not support is not proposed: addresses take the place of names.</summary>
    public Platform Platform { get; init; }

    /// <summary>Whether the platform learns addresses from DNS answers at all.</summary>
    internal bool PlatformKnowsNames => Platform is not (Platform.Aks or Platform.Gke);

    /// <summary>Whether a DNS rule may let every name through: the pattern <c>*</c> is not supported with Azure's FQDN filtering.</summary>
    internal bool PlatformKnowsEveryName => Platform is not (Platform.AksAcnsFqdn or Platform.AksAcnsL7);

    /// <summary>How much evidence stands in comments.</summary>
    public EvidenceDetail Evidence { get; init; } = EvidenceDetail.Summary;

    /// <summary>What the policies' names begin with.</summary>
    public string NamePrefix { get; init; } = "f2p-";
}
