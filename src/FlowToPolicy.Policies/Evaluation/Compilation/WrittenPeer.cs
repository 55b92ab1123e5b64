using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>A selector of peers as it is written, with what of its place adds to its meaning: equal ones mean the same.</summary>
/// <param name="Selector">The selector.</param>
/// <param name="Namespace">The policy's namespace.</param>
/// <param name="SubjectIsInit">Whether the subject selector names <c>reserved:init</c>.</param>
internal readonly record struct WrittenPeer(LabelSelector Selector, string Namespace, bool SubjectIsInit)
{
    /// <summary>Whether both are written alike, in the same order.</summary>
    public bool Equals(WrittenPeer other) => SubjectIsInit == other.SubjectIsInit && Namespace == other.Namespace
        && (ReferenceEquals(Selector, other.Selector) || (AreEqual(Selector.MatchLabels, other.Selector.MatchLabels) && AreEqual(Selector.MatchExpressions, other.Selector.MatchExpressions)));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Namespace);
        for (int i = 0; i < Selector.MatchLabels.Count; i++)
        {
            hash.Add(Selector.MatchLabels[i].Key);
            hash.Add(Selector.MatchLabels[i].Value);
        }

        for (int i = 0; i < Selector.MatchExpressions.Count; i++)
        {
            hash.Add(Selector.MatchExpressions[i].Key);
        }

        return hash.ToHashCode();
    }

    private static bool AreEqual(IReadOnlyList<KeyValuePair<string, string>> left, IReadOnlyList<KeyValuePair<string, string>> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Count; i++)
        {
            if (left[i].Key != right[i].Key || left[i].Value != right[i].Value)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqual(IReadOnlyList<SelectorExpression> left, IReadOnlyList<SelectorExpression> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Count; i++)
        {
            if (left[i].Key != right[i].Key || left[i].Operator != right[i].Operator || !left[i].Values.SequenceEqual(right[i].Values))
            {
                return false;
            }
        }

        return true;
    }
}
