using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>A rule needs exactly one of endpointSelector and nodeSelector.</summary>
internal sealed class OneSubject : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P016",
        Name = "one-subject",
        Title = "A rule needs exactly one of endpointSelector and nodeSelector",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "Without a subject the rule is about nobody, and one that is about pods cannot be about nodes. The API server refuses both.",
        Instead = "Write `endpointSelector`; `{}` selects all pods of the namespace.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: front
            """ + "\n",
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.SubjectNotExactlyOne];

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword == SchemaKeyword.OneOf && violation.IsCilium && violation.Map.Shape is "spec" or "specs";

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation)
    {
        bool both = violation.Violation.Node is SourceMap map && map.Find("endpointSelector") is not null && map.Find("nodeSelector") is not null;
        return both
            ? new Remark(violation.Path, "a rule cannot be about pods and nodes at once", "keep one of endpointSelector and nodeSelector, and write two rules if both are meant")
            : new Remark(violation.Path, "the rule says nobody that it is about", "write endpointSelector; {} selects all pods of the namespace");
    }
}
