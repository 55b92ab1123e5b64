using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>endPort of a NetworkPolicy is ignored before Cilium 1.16.</summary>
internal sealed class IgnoredEndPort : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P331",
        Name = "ignored-end-port",
        Title = "endPort of a NetworkPolicy is ignored before Cilium 1.16",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Before = new CiliumVersion(1, 16),
        Why = "Earlier versions read only `port`, so that the rest of the range stays closed, and nothing says so.",
        Instead = "List the ports one by one.",
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
                protocol: TCP
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
                protocol: TCP
              - port: 8001
                protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.KubernetesItems
        from port in item.Ports()
        where port.Port.EndPort is not null
        select new Remark(port.Path.Key("endPort"), $"Cilium {policy.Options.Version} opens only port {port.Port.Port}", "list the ports one by one");
}
