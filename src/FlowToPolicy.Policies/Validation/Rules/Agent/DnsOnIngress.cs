using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>DNS rules are for egress.</summary>
internal sealed class DnsOnIngress : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P108",
        Name = "dns-on-ingress",
        Title = "DNS rules are for egress",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "The DNS proxy stands between a pod and the server that it asks. On ingress there is nothing for it to look at, and the agent refuses the policy.",
        Instead = "Write the DNS rules in the egress of the pods that ask.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "53"
                  protocol: ANY
                rules:
                  dns:
                  - matchPattern: "*"
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "53"
                  protocol: ANY
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.DnsOnIngress];
}
