using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>DNS rules need single ports.</summary>
internal sealed class DnsPorts : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P111",
        Name = "dns-ports",
        Title = "DNS rules need single ports",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "DNS rules without a port are refused, and from Cilium 1.17 those on a range of ports too.",
        Instead = "Write port `\"53\"` without `endPort`.",
        Bad = Example.Policy("""
            egress:
            - toEndpoints:
              - matchLabels:
                  k8s:io.kubernetes.pod.namespace: kube-system
                  k8s-app: kube-dns
              toPorts:
              - ports: []
                rules:
                  dns:
                  - matchPattern: "*"
            - toEntities:
              - cluster
            """),
        Good = Example.Policy("""
            egress:
            - toEndpoints:
              - matchLabels:
                  k8s:io.kubernetes.pod.namespace: kube-system
                  k8s-app: kube-dns
              toPorts:
              - ports:
                - port: "53"
                  protocol: ANY
                rules:
                  dns:
                  - matchPattern: "*"
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.DnsOnRange, SanitizeCheck.DnsWithoutPorts];
}
