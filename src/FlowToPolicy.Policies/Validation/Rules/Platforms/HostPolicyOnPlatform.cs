using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Platforms;

/// <summary>The platform has no host firewall.</summary>
internal sealed class HostPolicyOnPlatform : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P205",
        Name = "host-policy-on-platform",
        Title = "The platform has no host firewall",
        Gate = Gate.Platform,
        Severity = ValidationSeverity.Error,
        Platforms = [Platform.Aks, Platform.AksAcnsFqdn, Platform.AksAcnsL7, Platform.Gke],
        Why = "A policy with `nodeSelector` has an effect only where the host firewall is on. It cannot be switched on in managed Cilium.",
        Instead = "Protect nodes by the cloud's own means, e.g. network security groups.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumClusterwideNetworkPolicy
            metadata:
              name: nodes
            spec:
              nodeSelector:
                matchLabels:
                  role: edge
              ingress:
              - fromEntities:
                - cluster
            """ + "\n",
        Good = Example.Clusterwide("""
            ingress:
            - fromEntities:
              - cluster
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        policy.Rules.Where(rule => rule.Rule.NodeSelector is not null)
            .Select(rule => new Remark(rule.Path.Key("nodeSelector"), $"there is no host firewall on {policy.Options.Platform.Name()}: the rule has no effect", "protect nodes by the cloud's own means"));
}
