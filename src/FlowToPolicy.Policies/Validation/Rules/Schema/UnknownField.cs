using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>There is no such field.</summary>
internal sealed class UnknownField : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P020",
        Name = "unknown-field",
        Title = "There is no such field",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "The API server drops a field that it does not know without a word. What is left may mean something else.",
        Instead = "Delete the field, or look up what it is called.",
        Bad = Example.Policy("""
            priority: 5
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override int Breadth => 10;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword == SchemaKeyword.UnknownField;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, $"there is no field '{violation.Key}' here: the API server drops it", "delete it, or look up what it is called");
}
