using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>An item names peers of two kinds.</summary>
internal sealed class TwoPeerKinds : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P101",
        Name = "two-peer-kinds",
        Title = "An item names peers of two kinds",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "Within one item the peers must be of one kind: endpoints, entities, prefixes, prefix sets, names, services, nodes or groups. The API server takes two of them, the agent refuses the policy.",
        Instead = "Write an item for each kind; items add up.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              fromCIDR:
              - 203.0.113.0/24
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
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            - fromCIDR:
              - 203.0.113.0/24
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.TwoPeerKinds];
}
