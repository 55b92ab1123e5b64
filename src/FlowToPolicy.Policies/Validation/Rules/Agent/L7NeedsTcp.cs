using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>L7 rules need protocol TCP.</summary>
internal sealed class L7NeedsTcp : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P104",
        Name = "l7-needs-tcp",
        Title = "L7 rules need protocol TCP",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "HTTP, Kafka and other L7 rules work on TCP only, and the agent wants it said. `ANY`, `UDP` and a missing protocol, which means ANY, are refused. DNS rules may stand on any of them.",
        Instead = "Write `protocol TCP` on every port of the entry.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
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
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.L7NeedsTcp];
}
