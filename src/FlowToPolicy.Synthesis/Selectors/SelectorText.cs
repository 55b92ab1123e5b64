using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Synthesis.Selectors;

/// <summary>Selectors in the words of <c>kubectl</c>: <c>app=web,tier!=cache</c>.</summary>
internal static class SelectorText
{
    /// <summary>Several selectors, of which one must match.</summary>
    public static string Of(IEnumerable<LabelSelector> selectors) => string.Join(" or ", selectors.Select(Of));

    private static string Of(LabelSelector selector) => string.Join(',',
    [
        .. selector.MatchLabels.Select(label => $"{label.Key}={label.Value}"),
        .. selector.MatchExpressions.Select(Of),
    ]);

    private static string Of(SelectorExpression expression) => expression.Operator switch
    {
        SelectorOperator.In => $"{expression.Key} in ({string.Join(',', expression.Values)})",
        SelectorOperator.NotIn => $"{expression.Key} notin ({string.Join(',', expression.Values)})",
        SelectorOperator.Exists => expression.Key,
        _ => $"!{expression.Key}",
    };
}
