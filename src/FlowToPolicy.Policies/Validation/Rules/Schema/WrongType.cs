using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The value has the wrong type.</summary>
internal sealed class WrongType : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P021",
        Name = "wrong-type",
        Title = "The value has the wrong type",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "A list stands where the API server wants an object, or the other way round, or a text where it wants a number. It refuses the policy.",
        Instead = "Write the value in the type that the field has; a list of one item needs its dash.",
        Bad = Example.Policy("""
            ingress:
              fromEndpoints:
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
    public override bool Claims(SchemaCase violation) => violation.Keyword == SchemaKeyword.Type;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, violation.Violation.Message, "write the value in the type that the field has");
}
