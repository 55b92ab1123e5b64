using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>icmps and toPorts in one item.</summary>
internal sealed class IcmpWithPorts : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P103",
        Name = "icmp-with-ports",
        Title = "icmps and toPorts in one item",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "ICMP has no ports. The agent refuses a policy with both in one item.",
        Instead = "Write two items with the same peers.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              icmps:
              - fields:
                - type: 8
                  family: IPv4
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              icmps:
              - fields:
                - type: 8
                  family: IPv4
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
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.IcmpWithPorts];
}
