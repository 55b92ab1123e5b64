using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Synthesis.Selectors;

/// <summary>One condition of a selector, with the rows of the pool that fulfil it.</summary>
/// <param name="Key">The label's key.</param>
/// <param name="Value">The value of a plain label; null for an expression.</param>
/// <param name="Expression">The expression; null for a plain label.</param>
/// <param name="Rows">The rows that fulfil it (for a negative one: among those that it is there to exclude), ascending.</param>
internal sealed record Requirement(string Key, string? Value, SelectorExpression? Expression, int[] Rows)
{
    /// <summary>Whether it also holds for pods that lack the key.</summary>
    public bool IsNegative => Expression is { Operator: SelectorOperator.NotIn or SelectorOperator.DoesNotExist };

    /// <summary>The selector that demands all of the requirements, in their order.</summary>
    public static LabelSelector Selector(IEnumerable<Requirement> requirements)
    {
        var labels = new List<KeyValuePair<string, string>>();
        var expressions = new List<SelectorExpression>();
        foreach (Requirement requirement in requirements)
        {
            if (requirement.Expression is { } expression)
            {
                expressions.Add(expression);
            }
            else
            {
                labels.Add(new(requirement.Key, requirement.Value!));
            }
        }

        return new LabelSelector { MatchLabels = labels, MatchExpressions = expressions };
    }
}
