using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Platforms;

/// <summary>Calls of a managed API server do not arrive as kube-apiserver.</summary>
internal sealed class ApiServerIngress : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P208",
        Name = "api-server-ingress",
        Title = "Calls of a managed API server do not arrive as kube-apiserver",
        Gate = Gate.Platform,
        Severity = ValidationSeverity.Warning,
        Platforms = [Platform.Aks, Platform.AksAcnsFqdn, Platform.AksAcnsL7, Platform.Gke],
        Why = "The control plane of AKS and GKE reaches pods through a tunnel (konnectivity). Webhooks, aggregated APIs and exec arrive from a node on AKS and from the konnectivity-agent pod on GKE, so that `fromEntities kube-apiserver` does not let them in.",
        Instead = "On AKS let in the entities `remote-node` and `host`, on GKE the konnectivity-agent pods of kube-system.",
        Bad = Example.Clusterwide("""
            ingress:
            - fromEntities:
              - kube-apiserver
            """),
        Good = Example.Clusterwide("""
            ingress:
            - fromEntities:
              - remote-node
              - host
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.Items
        where item.IsIngress && !item.IsDeny
        let entities = item.Entities().ToList()
        where !entities.Exists(entity => entity.Name is "remote-node" or "cluster" or "all")
        from entity in entities
        where entity.Name == "kube-apiserver"
        select new Remark(
            entity.Path,
            "calls of the managed API server arrive through a tunnel, not as kube-apiserver",
            policy.Options.Platform == Platform.Gke ? "select the konnectivity-agent pods of kube-system" : "add the entities remote-node and host");
}
