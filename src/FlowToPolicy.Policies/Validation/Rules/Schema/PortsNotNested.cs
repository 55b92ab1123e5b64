using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>port and protocol stand directly in toPorts.</summary>
internal sealed class PortsNotNested : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P008",
        Name = "ports-not-nested",
        Title = "port and protocol stand directly in toPorts",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "An entry of `toPorts` has a list `ports`, beside which L7 rules may stand. `port` written directly in the entry is dropped, and the entry that is left has no port: it lets nothing through.",
        Instead = "Put the port into a list `ports` in the entry.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - port: "8080"
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
    public override bool OncePerMap => true;

    /// <inheritdoc/>
    public override bool ExplainsGaps => true;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword == SchemaKeyword.UnknownField && violation.Key is "port" or "protocol" or "endPort" && violation.IsIn($"item.toPorts.{violation.Key}");

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, $"'{violation.Key}' is no field of an entry of toPorts: the API server drops it", "write ports: [{port: ..., protocol: ...}] in the entry");
}
