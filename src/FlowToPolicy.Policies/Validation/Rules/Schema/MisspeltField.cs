using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The field is misspelt.</summary>
internal sealed class MisspeltField : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P007",
        Name = "misspelt-field",
        Title = "The field is misspelt",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "The API server drops a field that it does not know without a word. What is left means something else: a rule without its peers lets everybody in, one without its ports opens all of them.",
        Instead = "Write the field as it is defined.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPort:
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
            """),
    };

    /// <inheritdoc/>
    public override int Breadth => 5;

    /// <inheritdoc/>
    public override bool ExplainsGaps => true;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword == SchemaKeyword.UnknownField && FieldNames.Nearest(violation) is not null;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, $"there is no field '{violation.Key}' here: the API server drops it. Did you mean '{FieldNames.Nearest(violation)}'?", $"write {FieldNames.Nearest(violation)}");
}
