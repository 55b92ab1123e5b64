using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The rules of a port are of one kind.</summary>
internal sealed class OneKindOfRules : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P019",
        Name = "one-kind-of-rules",
        Title = "The rules of a port are of one kind",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "One proxy looks at the port. Rules for HTTP, Kafka, DNS or another parser cannot stand side by side.",
        Instead = "Keep one kind, and write another entry of `toPorts` for the other ports.",
        Bad = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: db
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - method: GET
                  kafka:
                  - topic: orders
            """),
        Good = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: db
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
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.TwoL7Kinds];

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword is SchemaKeyword.OneOf or SchemaKeyword.AnyOf && violation.Map.Shape.EndsWith(".toPorts.rules", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, "rules needs exactly one of http, kafka, dns and l7proto", "keep one kind for these ports");
}
