using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The policy has neither spec nor specs.</summary>
internal sealed class NoRule : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P018",
        Name = "no-rule",
        Title = "The policy has neither spec nor specs",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "Without a rule the policy says nothing, and Cilium refuses it.",
        Instead = "Write `spec` with one rule, or `specs` with a list of them.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            """ + "\n",
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword is SchemaKeyword.AnyOf or SchemaKeyword.OneOf && violation.Path.IsRoot
        || (violation.Keyword is SchemaKeyword.Required && violation.Path.ToString() is "spec" or "specs");

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, "the policy has no rule", "write spec with the rule");
}
