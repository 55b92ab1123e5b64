using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>fromRequires and toRequires are gone.</summary>
internal sealed class RemovedRequires : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P013",
        Name = "removed-requires",
        Title = "fromRequires and toRequires are gone",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Since = new CiliumVersion(1, 19),
        Why = "Cilium 1.19 allows no entry in these lists, and the API server refuses the policy.",
        Instead = "Write the requirement into every peer selector of the rule.",
        Bad = Example.Policy("""
            ingress:
            - fromRequires:
              - matchLabels:
                  env: prod
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
                  env: prod
            """),
    };

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword == SchemaKeyword.Items && violation.Key is "fromRequires" or "toRequires";

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, $"{violation.Key} was removed in Cilium 1.19", "write the requirement into every peer selector");
}
