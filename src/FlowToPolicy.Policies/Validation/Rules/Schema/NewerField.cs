using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The field or value came with a later version of Cilium.</summary>
internal sealed class NewerField : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P012",
        Name = "newer-field",
        Title = "The field or value came with a later version of Cilium",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Before = new CiliumVersion(1, 19),
        Why = "The API server of a cluster with an older Cilium drops the field, or refuses the value. A rule may then allow more than was meant: a range shrinks to its first port, a direction that was to stay open is closed.",
        Instead = "Upgrade Cilium, or write the rule without the field.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - protocol: VRRP
                  port: "0"
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
    public override bool ExplainsGaps => true;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => Arrival(violation) is { } arrival && violation.Options.Version < arrival;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation)
    {
        string what = violation.Keyword == SchemaKeyword.UnknownField ? $"the field '{violation.Key}'" : $"'{violation.Value}'";
        return new Remark(violation.Path, $"{what} needs Cilium {Arrival(violation)}; this is for {violation.Options.Version}", $"upgrade to Cilium {Arrival(violation)}, or write the rule without it");
    }

    // Release notes; a place is needed where the name alone says too little.
    private static CiliumVersion? Arrival(SchemaCase violation) => violation switch
    {
        { Keyword: SchemaKeyword.UnknownField, Key: "enableDefaultDeny" or "endPort" or "fromNodes" or "toNodes" or "fromGroups" } => new CiliumVersion(1, 16),
        { Keyword: SchemaKeyword.UnknownField, Key: "cidrGroupSelector" } => new CiliumVersion(1, 17),
        { Keyword: SchemaKeyword.UnknownField, Key: "cidrGroupRef" } => new CiliumVersion(1, 14),
        { Keyword: SchemaKeyword.UnknownField, Key: "log" } when violation.Path.Parent.Name is "spec" or "" => new CiliumVersion(1, 18),
        { Keyword: SchemaKeyword.UnknownField, Key: "listener" or "authentication" } => new CiliumVersion(1, 14),
        { Keyword: SchemaKeyword.Enum, Key: "protocol", Value: "VRRP" or "IGMP" } => new CiliumVersion(1, 19),
        _ => null,
    };
}
