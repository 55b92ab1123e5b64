using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>The text is neither a port number nor the name of a port.</summary>
internal sealed class NotAPort : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P015",
        Name = "not-a-port",
        Title = "The text is neither a port number nor the name of a port",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "A port is a number from 0 to 65535, or a name of at most 15 letters, digits and single dashes. Ranges are not written `80-90`, and a leading zero makes a number octal, so that `08` is none.",
        Instead = "Write the number; for a range `port` and `endPort`.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: 80-90
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "80"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.NotAPort, SanitizeCheck.PortMissing];

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) => violation.Keyword is SchemaKeyword.Pattern or SchemaKeyword.Length && violation.IsCilium && violation.IsIn("ports.port");

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) => new(violation.Path, $"'{violation.Value}' is neither a port number nor the name of a port", Fix(violation.Value));

    private static string Fix(string text)
    {
        string[] ends = text.Split('-');
        bool isRange = ends.Length == 2 && Array.TrueForAll(ends, end => ushort.TryParse(end, out _));
        return isRange ? $"write port: \"{ends[0]}\" and endPort: {ends[1]} (Cilium 1.16 and later)" : "write a number from 0 to 65535, or a name of at most 15 letters, digits and single dashes";
    }
}
