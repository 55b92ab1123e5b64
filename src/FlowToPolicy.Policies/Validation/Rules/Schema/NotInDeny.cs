using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The field does not exist in a deny list.</summary>
internal sealed class NotInDeny : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P011",
        Name = "not-in-deny",
        Title = "The field does not exist in a deny list",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "Items of `ingressDeny` and `egressDeny` know neither names, nor L7 rules, nor authentication. The API server drops them: a deny by name denies nothing, one by HTTP rule denies the whole port.",
        Instead = "Deny by prefix, entity or label and by port; filter names and requests by what you allow.",
        Bad = Example.Policy("""
            egressDeny:
            - toFQDNs:
              - matchName: bad.example.com
            """),
        Good = Example.Policy("""
            egressDeny:
            - toCIDR:
              - 203.0.113.0/24
            """),
    };

    private static readonly string[] Allowed = ["toFQDNs", "rules", "authentication", "serverNames", "terminatingTLS", "originatingTLS", "listener"];

    /// <inheritdoc/>
    public override bool ExplainsGaps => true;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword == SchemaKeyword.UnknownField && Allowed.Contains(violation.Key) && violation.Path.Shape.Contains("gressDeny", StringComparison.Ordinal)
        && (violation.IsIn($"item.{violation.Key}") || violation.IsIn($"item.toPorts.{violation.Key}"));

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, $"a deny list has no '{violation.Key}': the API server drops it, and the item denies something else", "deny by prefix, entity or label and by port");
}
