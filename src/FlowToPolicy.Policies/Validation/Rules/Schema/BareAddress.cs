using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>An address without a length is no prefix.</summary>
internal sealed class BareAddress : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P006",
        Name = "bare-address",
        Title = "An address without a length is no prefix",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "The CRD wants a prefix such as `203.0.113.7/32`. The agent alone would take a bare address in `toCIDR`, but the policy never reaches it, and in `toCIDRSet` it takes none either.",
        Instead = "Write `/32` behind an IPv4 address, `/128` behind an IPv6 address.",
        Bad = Example.Policy("""
            ingress:
            - fromCIDR:
              - 203.0.113.7
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromCIDR:
              - 203.0.113.7/32
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword is SchemaKeyword.Format or SchemaKeyword.Pattern or SchemaKeyword.AnyOf && Address.TryParse(violation.Value, out _);

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation)
    {
        string prefix = $"{violation.Value}/{(violation.Value.Contains(':', StringComparison.Ordinal) ? 128 : 32)}";
        return new Remark(violation.Path, $"'{violation.Value}' is an address, not a prefix", $"write {prefix}") { Edit = violation.Replace(prefix) };
    }
}
