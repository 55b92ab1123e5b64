using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Reads label selectors.</summary>
internal static class SelectorReader
{
    /// <summary>One selector.</summary>
    public static LabelSelector Read(Fields fields) => new()
    {
        MatchLabels = fields.TextMap("matchLabels") ?? [],
        MatchExpressions = fields.Objects("matchExpressions", Expression) ?? [],
    };

    // An operator in another case is the one that was meant; what is none leaves the requirement out.
    private static SelectorExpression? Expression(Fields fields) =>
        Enum.TryParse(fields.Text("operator"), ignoreCase: true, out SelectorOperator op) && Enum.IsDefined(op)
            ? new SelectorExpression(fields.Text("key") ?? "", op, fields.Texts("values") ?? [])
            : null;
}
