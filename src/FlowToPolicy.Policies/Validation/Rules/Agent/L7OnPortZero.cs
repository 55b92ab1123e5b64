using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>L7 rules cannot stand on port 0.</summary>
internal sealed class L7OnPortZero : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P112",
        Name = "l7-on-port-zero",
        Title = "L7 rules cannot stand on port 0",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "Port `\"0\"` means all ports, and no proxy takes them all.",
        Instead = "Name the port that speaks the protocol.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "0"
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
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.L7OnPortZero];
}
