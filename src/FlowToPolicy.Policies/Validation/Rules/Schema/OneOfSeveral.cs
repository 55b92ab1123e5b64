using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>Fields that exclude each other, or none of them.</summary>
internal sealed class OneOfSeveral : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P026",
        Name = "one-of-several",
        Title = "Fields that exclude each other, or none of them",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "The schema wants exactly one of several fields here, and the API server refuses an object with two of them or with none.",
        Instead = "Keep one of them.",
        Bad = Example.Policy("""
            ingress:
            - fromCIDRSet:
              - cidr: 203.0.113.0/24
                cidrGroupRef: office
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromCIDRSet:
              - cidr: 203.0.113.0/24
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.CidrSetNotExactlyOne, SanitizeCheck.BlockWithSelectors];

    /// <inheritdoc/>
    public override int Breadth => 10;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword is SchemaKeyword.OneOf or SchemaKeyword.AnyOf;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, violation.Violation.Message, "keep exactly one of them");
}
