using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>A label selector is not valid.</summary>
internal sealed class BadSelector : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P106",
        Name = "bad-selector",
        Title = "A label selector is not valid",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "In and NotIn need values, Exists and DoesNotExist must have none. Keys and values must have the form of labels; the agent puts the source in front of a key before it checks it, so that a key without a slash may have 59 characters only.",
        Instead = "Give the operator the values that it needs, and write keys and values as labels are written.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchExpressions:
                - key: app
                  operator: In
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchExpressions:
                - key: app
                  operator: In
                  values:
                  - front
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.BadSelectorKey, SanitizeCheck.BadSelectorValue, SanitizeCheck.OperatorValues];
}
