using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>VRRP and IGMP have no ports.</summary>
internal sealed class ProtocolWithoutPorts : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P110",
        Name = "protocol-without-ports",
        Title = "VRRP and IGMP have no ports",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Since = new CiliumVersion(1, 19),
        Why = "Beside these protocols the port must be `\"0\"`, for they have none.",
        Instead = "Write port `\"0\"`.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: VRRP
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "0"
                  protocol: VRRP
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.ProtocolWithoutPorts];
}
