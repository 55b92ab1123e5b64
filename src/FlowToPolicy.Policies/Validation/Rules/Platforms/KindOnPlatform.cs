using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Platforms;

/// <summary>The platform has no such kind of policy.</summary>
internal sealed class KindOnPlatform : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P207",
        Name = "kind-on-platform",
        Title = "The platform has no such kind of policy",
        Gate = Gate.Platform,
        Severity = ValidationSeverity.Error,
        Platforms = [Platform.Gke],
        Why = "GKE Dataplane V2 serves Kubernetes NetworkPolicies and, where it is turned on, CiliumClusterwideNetworkPolicies. It has no CiliumNetworkPolicy.",
        Instead = "Write a NetworkPolicy, or a CiliumClusterwideNetworkPolicy that selects the namespace.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
        Good = Example.Kubernetes("""
            policyTypes:
            - Ingress
            ingress:
            - from:
              - podSelector:
                  matchLabels:
                    app: front
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        if (policy.IsNamespacedCilium)
        {
            yield return new Remark(FieldPath.Root.Key("kind"), "GKE has no CiliumNetworkPolicy", "write a NetworkPolicy, or a CiliumClusterwideNetworkPolicy that selects the namespace");
        }
    }
}
