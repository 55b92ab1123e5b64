using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The value is beyond a limit.</summary>
internal sealed class BeyondLimit : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P024",
        Name = "beyond-limit",
        Title = "The value is beyond a limit",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "The schema limits how long a text, how many the entries of a list and how large a number may be, and the API server refuses what goes beyond: 40 ports in an entry, 255 characters in a name, 65535 for a port.",
        Instead = "Split the list, or write a value inside the limit.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: a-name-that-is-far-too-long-for-a-label-because-it-has-sixty-four
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.TooManyPorts, SanitizeCheck.TooManyIcmpFields, SanitizeCheck.NameTooLong];

    /// <inheritdoc/>
    public override int Breadth => 10;

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword is SchemaKeyword.Length or SchemaKeyword.Items or SchemaKeyword.Range;

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, violation.Violation.Message, "write a value inside the limit");
}
