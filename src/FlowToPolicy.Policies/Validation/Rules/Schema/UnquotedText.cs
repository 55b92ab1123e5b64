using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>A value that YAML reads as a number or a boolean stands where text is needed.</summary>
internal sealed class UnquotedText : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P003",
        Name = "unquoted-text",
        Title = "A value that YAML reads as a number or a boolean stands where text is needed",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "Label values, names and most other fields are strings. YAML reads `true`, `1`, and in kubectl's dialect also `yes`, `no`, `on`, `off`, `y` and `n` as something else, and the API server refuses the policy.",
        Instead = "Put the value in quotes.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
                  canary: true
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
                  canary: "true"
            """),
    };

    /// <inheritdoc/>
    public override int Breadth => 5;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword == SchemaKeyword.Type && violation.IsPlainValue && violation.WantsText;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, $"'{violation.Raw}' without quotes is no string", $"write \"{violation.Raw}\"") { Edit = violation.Quote() };
}
