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

    private static SelectorExpression Expression(Fields fields)
    {
        string key = fields.Text("key") ?? "";
        string? name = fields.Text("operator");
        IReadOnlyList<string> values = fields.Texts("values") ?? [];
        SelectorOperator op = default;
        bool known = name is "In" or "NotIn" or "Exists" or "DoesNotExist" && Enum.TryParse(name, out op);
        if (!known)
        {
            fields.Refuse($"has the operator '{name}'; there are In, NotIn, Exists and DoesNotExist");
        }

        return new SelectorExpression(key, op, values);
    }
}
