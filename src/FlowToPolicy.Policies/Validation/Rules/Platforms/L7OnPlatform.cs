using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Platforms;

/// <summary>The platform has no L7 policies.</summary>
internal sealed class L7OnPlatform : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P202",
        Name = "l7-on-platform",
        Title = "The platform has no L7 policies",
        Gate = Gate.Platform,
        Severity = ValidationSeverity.Error,
        Platforms = [Platform.Aks, Platform.AksAcnsFqdn, Platform.Gke],
        Why = "HTTP, Kafka and other L7 rules, server names, TLS contexts and listeners need Cilium's proxy. AKS has it only with Advanced Container Networking Services and the option `L7`; GKE Dataplane V2 enforces layers 3 and 4.",
        Instead = "Write the ports without L7 rules, or turn L7 policies on (AKS: `--acns-advanced-networkpolicies L7`).",
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
        Good = Example.Clusterwide("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.Items
        from entry in item.PortRules()
        where UsesProxy(entry.Rule)
        select new Remark(entry.Path, $"L7 policies are not supported on {policy.Options.Platform.Name()}", "write the ports alone, or turn L7 policies on");

    /// <summary>Whether the entry needs Cilium's Envoy proxy. DNS rules have a proxy of their own.</summary>
    public static bool UsesProxy(PortRule rule) =>
        rule.Http is { Count: > 0 } || rule.Kafka is { Count: > 0 } || !string.IsNullOrEmpty(rule.L7Protocol) || rule.ServerNames is { Count: > 0 }
        || rule.TerminatingTls is not null || rule.OriginatingTls is not null || rule.Listener is not null;
}
