using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>An entry has exactly one of matchName and matchPattern.</summary>
internal sealed class OneName : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P018",
        Name = "one-name",
        Title = "An entry has exactly one of matchName and matchPattern",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "An entry of `toFQDNs` or `rules.dns` is one name or one pattern. One with both is refused, and so is one with neither.",
        Instead = "Write two entries.",
        Bad = Example.LearningEgress("""
            - toFQDNs:
              - matchName: example.com
                matchPattern: "*.example.com"
            """),
        Good = Example.LearningEgress("""
            - toFQDNs:
              - matchName: example.com
              - matchPattern: "*.example.com"
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.NameAndPattern];

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword is SchemaKeyword.OneOf or SchemaKeyword.AnyOf && violation.Map.Shape is var shape
        && (shape.EndsWith(".toFQDNs", StringComparison.Ordinal) || shape.EndsWith(".rules.dns", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, "the entry needs exactly one of matchName and matchPattern", "write one entry for each");
}
