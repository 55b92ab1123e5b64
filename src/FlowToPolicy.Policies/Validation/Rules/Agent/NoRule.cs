using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>The policy has neither spec nor specs.</summary>
internal sealed class NoRule : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P120",
        Name = "no-rule",
        Title = "The policy has neither spec nor specs",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "Without a rule the policy says nothing. The API server takes it, the agent refuses it.",
        Instead = "Write `spec` with one rule, or `specs` with a list of them.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            """ + "\n",
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.NoRules];
}
