using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An empty selector in toEndpoints means pods only.</summary>
internal sealed class PodsOnly : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P304",
        Name = "pods-only",
        Title = "An empty selector in toEndpoints means pods only",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "`toEndpoints - {}` holds neither nodes nor anything outside the cluster, and in a CiliumNetworkPolicy only the policy's own namespace: cluster DNS in kube-system, the API server and the internet stay closed.",
        Instead = "Name the pods that are meant, and add items for DNS, hosts and outside peers where they are needed.",
        Bad = Example.Egress("""
            - toEndpoints:
              - {}
            """),
        Good = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: db
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.Items
        where !item.IsIngress && !item.IsDeny
        from endpoint in item.Endpoints()
        where endpoint.Selector.IsEmpty
        select new Remark(
            endpoint.Path,
            policy.IsNamespacedCilium
                ? $"the empty selector means the pods of namespace {policy.Namespace} only: no DNS server in another namespace, no node, nothing outside the cluster"
                : "the empty selector means pods only: no node, nothing outside the cluster",
            "name the pods that are meant, and add an item for DNS, for entities or prefixes where they are needed");
}
