using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Selectors;

/// <summary>One condition on an identity's labels.</summary>
/// <param name="Source">The label's source; null for any source.</param>
/// <param name="Key">The key without source.</param>
/// <param name="Operator">The operator; an equality is In with one value.</param>
/// <param name="Values">The values of In and NotIn.</param>
internal sealed record LabelRequirement(string? Source, string Key, SelectorOperator Operator, string[] Values)
{
    /// <summary>Splits a key as policies write it: <c>k8s:app</c>, <c>any:app</c> or <c>app</c> (the last two: any source).</summary>
    public static LabelRequirement Parse(string key, SelectorOperator op, params string[] values)
    {
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        string? source = colon < 0 ? null : key[..colon];
        return new LabelRequirement(source is "any" or "" ? null : source, key[(colon + 1)..], op, values);
    }

    /// <summary>Whether the identity meets the condition. NotIn holds for an absent key (Cilium's slim labels package).</summary>
    public bool Holds(LabelSet labels)
    {
        string? value = Find(labels);
        return Operator switch
        {
            SelectorOperator.In => value is not null && Contains(value),
            SelectorOperator.NotIn => value is null || !Contains(value),
            SelectorOperator.Exists => value is not null,
            _ => value is null,
        };
    }

    /// <summary>The condition as text, so that equal conditions have equal texts.</summary>
    public override string ToString() => $"{Source ?? "any"}:{Key} {Operator} {string.Join(',', Values.Select(v => $"{v.Length}:{v}"))}";

    private string? Find(LabelSet labels)
    {
        for (int i = 0; i < labels.Count; i++)
        {
            Label label = labels[i];
            if ((Source is null || label.Source == Source) && label.Key == Key)
            {
                return label.Value;
            }
        }

        return null;
    }

    private bool Contains(string value)
    {
        foreach (string candidate in Values)
        {
            if (candidate == value)
            {
                return true;
            }
        }

        return false;
    }
}
