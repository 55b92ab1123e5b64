using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The text does not have the form that the field needs.</summary>
internal sealed class BadText : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P023",
        Name = "bad-text",
        Title = "The text does not have the form that the field needs",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "The schema gives the field a pattern or a format, and the API server refuses what does not fit: a name with odd characters, a prefix that is none.",
        Instead = "Write the text in the form that the message names.",
        Bad = Example.Policy("""
            ingress:
            - fromCIDR:
              - 203.0.113.0/33
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromCIDR:
              - 203.0.113.0/24
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.NotAnAddress, SanitizeCheck.NotAPrefix, SanitizeCheck.BadName];

    /// <inheritdoc/>
    public override int Breadth => 10;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword is SchemaKeyword.Pattern or SchemaKeyword.Format;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, violation.Violation.Message, "write the text in that form");
}
