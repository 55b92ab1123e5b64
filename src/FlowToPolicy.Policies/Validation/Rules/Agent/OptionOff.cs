using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>The rule needs an option of the agent that is off by default.</summary>
internal sealed class OptionOff : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P107",
        Name = "option-off",
        Title = "The rule needs an option of the agent that is off by default",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Warning,
        Since = new CiliumVersion(1, 16),
        Why = "`fromNodes` and `toNodes` work only when the agent runs with enable-node-selector-labels. Without it the agent refuses the policy.",
        Instead = "Make sure that the option is on in this cluster, or use the entities `host` and `remote-node`.",
        Bad = Example.Policy("""
            ingress:
            - fromNodes:
              - matchLabels:
                  role: edge
            """),
        Good = Example.Policy("""
            ingress:
            - fromEntities:
              - remote-node
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.NodeSelectorsOff, SanitizeCheck.IcmpOff, SanitizeCheck.L7ProxyOff];
}
