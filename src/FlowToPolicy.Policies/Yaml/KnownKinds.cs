using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>The kinds of object that are read, and the API versions that have them.</summary>
internal static class KnownKinds
{
    /// <summary>The kind of a named set of prefixes.</summary>
    public const string CidrGroup = "CiliumCIDRGroup";

    private const string Cilium = "cilium.io/v2";
    private const string CiliumAlpha = "cilium.io/v2alpha1";
    private const string Kubernetes = "networking.k8s.io/v1";

    /// <summary>
    /// Whether the object is ours. Calico and others have a kind NetworkPolicy of their own; a wrong version of Kubernetes' or of Cilium's is still theirs.
    /// </summary>
    public static bool Has(string kind, string apiVersion) =>
        kind == CidrGroup || PolicyKindOf(kind) is { } policy
        && (policy != PolicyKind.NetworkPolicy
            || !apiVersion.Contains('/', StringComparison.Ordinal)
            || apiVersion.StartsWith("networking.k8s.io/", StringComparison.Ordinal)
            || apiVersion.StartsWith("extensions/", StringComparison.Ordinal)
            || apiVersion.StartsWith("cilium.io/", StringComparison.Ordinal));

    /// <summary>The kind of policy; null for other kinds.</summary>
    public static PolicyKind? PolicyKindOf(string kind) => kind switch
    {
        nameof(PolicyKind.CiliumNetworkPolicy) => PolicyKind.CiliumNetworkPolicy,
        nameof(PolicyKind.CiliumClusterwideNetworkPolicy) => PolicyKind.CiliumClusterwideNetworkPolicy,
        nameof(PolicyKind.NetworkPolicy) => PolicyKind.NetworkPolicy,
        _ => null,
    };

    /// <summary>
    /// The API versions that a cluster of a version of Cilium serves of a kind, the best first. CiliumCIDRGroup is in v2 since 1.18;
    /// v2alpha1 is still served then.
    /// </summary>
    public static IReadOnlyList<string> ApisOf(string kind, CiliumVersion version) => kind switch
    {
        nameof(PolicyKind.NetworkPolicy) => [Kubernetes],
        CidrGroup => version >= new CiliumVersion(1, 18) ? [Cilium, CiliumAlpha] : [CiliumAlpha],
        _ => [Cilium],
    };
}
