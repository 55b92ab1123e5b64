namespace FlowToPolicy.Policies.Model;

/// <summary>Operators of <c>matchExpressions</c>.</summary>
public enum SelectorOperator : byte
{
    /// <summary>The key is there with one of the values.</summary>
    In,

    /// <summary>The key is absent or has another value.</summary>
    NotIn,

    /// <summary>The key is there.</summary>
    Exists,

    /// <summary>The key is absent.</summary>
    DoesNotExist,
}

/// <summary>One entry of <c>matchExpressions</c>.</summary>
/// <param name="Key">The key as written, with or without a source (<c>k8s:app</c>).</param>
/// <param name="Operator">The operator.</param>
/// <param name="Values">The values of In and NotIn.</param>
public sealed record SelectorExpression(string Key, SelectorOperator Operator, IReadOnlyList<string> Values);

/// <summary>A label selector as written in a policy; empty selects everything that its place allows.</summary>
public sealed record LabelSelector
{
    /// <summary><c>matchLabels</c> in the order written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> MatchLabels { get; init; } = [];

    /// <summary><c>matchExpressions</c> in the order written.</summary>
    public IReadOnlyList<SelectorExpression> MatchExpressions { get; init; } = [];

    /// <summary>Whether it has no requirement.</summary>
    public bool IsEmpty => MatchLabels.Count == 0 && MatchExpressions.Count == 0;
}
