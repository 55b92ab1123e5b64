using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Platforms;

/// <summary>AKS has no L7 rules in cluster-wide policies.</summary>
internal sealed class ClusterwideL7 : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P203",
        Name = "clusterwide-l7",
        Title = "AKS has no L7 rules in cluster-wide policies",
        Gate = Gate.Platform,
        Severity = ValidationSeverity.Error,
        Platforms = [Platform.AksAcnsL7],
        Why = "With Advanced Container Networking Services L7 rules work in a CiliumNetworkPolicy; in a CiliumClusterwideNetworkPolicy they are not supported. FQDN filtering works in both.",
        Instead = "Write a CiliumNetworkPolicy in each namespace.",
        Bad = Example.Clusterwide("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - method: GET
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - method: GET
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.Items
        where policy.Policy.Kind == PolicyKind.CiliumClusterwideNetworkPolicy
        from entry in item.PortRules()
        where L7OnPlatform.UsesProxy(entry.Rule)
        select new Remark(entry.Path, "L7 rules are not supported in a cluster-wide policy on AKS", "write a CiliumNetworkPolicy in each namespace");
}
