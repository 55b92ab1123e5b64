using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>A required field is missing.</summary>
internal sealed class MissingField : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P025",
        Name = "missing-field",
        Title = "A required field is missing",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "The API server refuses an object without it.",
        Instead = "Add the field.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchExpressions:
                - operator: Exists
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchExpressions:
                - key: app
                  operator: Exists
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.HeaderWithoutName, SanitizeCheck.SecretWithoutName];

    /// <inheritdoc/>
    public override int Breadth => 10;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword == SchemaKeyword.Required;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, $"the field '{violation.Key}' is missing", $"add {violation.Key}");
}
