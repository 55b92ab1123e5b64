using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Platforms;

/// <summary>AKS supports endPort of a NetworkPolicy from Cilium 1.17 only.</summary>
internal sealed class EndPortOnAks : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P209",
        Name = "end-port-on-aks",
        Title = "AKS supports endPort of a NetworkPolicy from Cilium 1.17 only",
        Gate = Gate.Platform,
        Severity = ValidationSeverity.Warning,
        Since = new CiliumVersion(1, 16),
        Before = new CiliumVersion(1, 17),
        Platforms = [Platform.Aks, Platform.AksAcnsFqdn, Platform.AksAcnsL7],
        Why = "AKS says that ranges in a Kubernetes NetworkPolicy work from Cilium 1.17 (Kubernetes 1.32) on.",
        Instead = "List the ports one by one, or write a CiliumNetworkPolicy.",
        Bad = Example.Kubernetes("""
            policyTypes:
            - Ingress
            ingress:
            - from:
              - podSelector:
                  matchLabels:
                    app: front
              ports:
              - port: 8000
                endPort: 8005
            """),
        Good = Example.Kubernetes("""
            policyTypes:
            - Ingress
            ingress:
            - from:
              - podSelector:
                  matchLabels:
                    app: front
              ports:
              - port: 8000
              - port: 8001
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.KubernetesItems
        from port in item.Ports()
        where port.Port.EndPort is not null
        select new Remark(port.Path.Key("endPort"), $"AKS does not support the range with Cilium {policy.Options.Version}", "list the ports one by one, or write a CiliumNetworkPolicy");
}
