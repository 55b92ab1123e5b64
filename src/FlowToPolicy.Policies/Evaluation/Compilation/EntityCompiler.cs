using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>What the names in <c>fromEntities</c> and <c>toEntities</c> select (pkg/policy/api/entity.go).</summary>
internal static class EntityCompiler
{
    private static readonly string[] World = [ReservedIdentity.World, ReservedIdentity.WorldIpv4, ReservedIdentity.WorldIpv6];

    private static readonly string[] Cluster =
    [
        ReservedIdentity.Host, ReservedIdentity.RemoteNode, ReservedIdentity.Init, ReservedIdentity.Ingress, ReservedIdentity.Health,
        ReservedIdentity.Unmanaged, ReservedIdentity.KubeApiServer,
    ];

    private static readonly string[] Single =
    [
        ReservedIdentity.Host, ReservedIdentity.RemoteNode, ReservedIdentity.Init, ReservedIdentity.Ingress, ReservedIdentity.Health,
        ReservedIdentity.Unmanaged, ReservedIdentity.KubeApiServer, ReservedIdentity.WorldIpv4, ReservedIdentity.WorldIpv6, "none",
    ];

    /// <summary>The entity that means everybody.</summary>
    public const string All = "all";

    /// <summary>The selectors of an entity other than <c>all</c>; null for a name that is none.</summary>
    public static IEnumerable<LabelMatcher>? Selectors(string entity, EvaluationOptions options) => entity switch
    {
        "world" => World.Select(SelectorCompiler.Reserved),
        "cluster" => Cluster.Select(SelectorCompiler.Reserved).Append(LocalPods(options)),
        _ => Single.Contains(entity) ? [SelectorCompiler.Reserved(entity)] : null,
    };

    private static LabelMatcher LocalPods(EvaluationOptions options) =>
        new([new LabelRequirement(Label.Kubernetes, LabelKeys.Cluster, SelectorOperator.In, [options.LocalCluster])]);
}
