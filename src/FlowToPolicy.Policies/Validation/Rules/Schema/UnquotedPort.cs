using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>A port of a Cilium policy is a string.</summary>
internal sealed class UnquotedPort : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P002",
        Name = "unquoted-port",
        Title = "A port of a Cilium policy is a string",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "In a Cilium policy `port` may also be the name of a port, and is a string. A number without quotes has the wrong type, and the API server refuses the policy. A Kubernetes NetworkPolicy takes both.",
        Instead = "Put the port in quotes.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: 8080
                  protocol: TCP
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
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword == SchemaKeyword.Type && violation.IsCilium && violation.IsIn("ports.port") && violation.IsPlainValue;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, $"port is a string: {violation.Raw} without quotes is a number", $"write port: \"{violation.Raw}\"") { Edit = violation.Quote() };
}
