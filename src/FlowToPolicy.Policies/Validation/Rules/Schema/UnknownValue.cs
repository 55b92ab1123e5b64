using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The value is not one of those that the field knows.</summary>
internal sealed class UnknownValue : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P022",
        Name = "unknown-value",
        Title = "The value is not one of those that the field knows",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "The field takes fixed words only, and the API server refuses others.",
        Instead = "Write one of the words that the message names.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: HTTP
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
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.UnknownIcmpFamily, SanitizeCheck.UnknownProtocol, SanitizeCheck.UnknownMismatch, SanitizeCheck.UnknownKafkaRole];

    /// <inheritdoc/>
    public override int Breadth => 10;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword == SchemaKeyword.Enum;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(
        violation.Path,
        violation.Violation.Message,
        violation.Key == "protocol" && violation.Value.StartsWith("ICMP", StringComparison.OrdinalIgnoreCase) ? "write an item with icmps for ICMP" : "write one of the words that the field knows");
}
