using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>A field of the rule stands beside spec.</summary>
internal sealed class BesideSpec : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P010",
        Name = "beside-spec",
        Title = "A field of the rule stands beside spec",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "Everything that belongs to the rule stands in `spec` or in an entry of `specs`. Beside them the API server drops it: a description is lost, which does no harm; a list of items is lost with all that it allows or denies.",
        Instead = "Move the field into `spec`.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: front
            description: lets the front end in
            """ + "\n",
        Good = Example.Policy("""
            description: lets the front end in
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override bool ExplainsGaps => true;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword == SchemaKeyword.UnknownField && violation.IsCilium && violation.Path.Parent.IsRoot && FieldNames.OfRule.Contains(violation.Key);

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, $"'{violation.Key}' beside spec is dropped by the API server", "move it into spec")
        {
            Severity = violation.Key is "description" or "labels" ? ValidationSeverity.Info : null,
        };
}
