using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>A rule needs at least one item.</summary>
internal sealed class NoItems : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P017",
        Name = "no-items",
        Title = "A rule needs at least one item",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Since = new CiliumVersion(1, 18),
        Why = "A rule whose four lists are all empty has no effect. Until 1.17 it was accepted and did nothing; from 1.18 the API server refuses it.",
        Instead = "Write the items; to close a direction write one item `- {}`.",
        Bad = Example.Policy("""
            ingress: []
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.EmptyRule];

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword == SchemaKeyword.AnyOf && violation.IsCilium && violation.Map.Shape is "spec" or "specs";

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, "the rule has no item in ingress, ingressDeny, egress or egressDeny", "write the items; one item '- {}' closes a direction");
}
