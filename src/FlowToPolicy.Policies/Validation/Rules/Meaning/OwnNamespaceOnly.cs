using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An empty peer selector means the pods of the policy's own namespace.</summary>
internal sealed class OwnNamespaceOnly : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P303",
        Name = "own-namespace-only",
        Title = "An empty peer selector means the pods of the policy's own namespace",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Cilium adds the policy's namespace to every peer selector of a CiliumNetworkPolicy that names none. `{}` is therefore neither the whole cluster nor everybody.",
        Instead = "Name the pods that are meant; for pods of all namespaces write an expression `io.kubernetes.pod.namespace Exists`.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - {}
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchExpressions:
                - key: io.kubernetes.pod.namespace
                  operator: Exists
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.Items
        where policy.IsNamespacedCilium && item.IsIngress && !item.IsDeny
        from endpoint in item.Endpoints()
        where endpoint.Selector.IsEmpty
        select new Remark(
            endpoint.Path,
            $"the empty selector means the pods of namespace {policy.Namespace} only, not the whole cluster",
            "name the pods, or write matchExpressions: [{key: io.kubernetes.pod.namespace, operator: Exists}] for the pods of all namespaces");
}
