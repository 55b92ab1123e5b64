using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Replaying;

/// <summary>Ends as policies see them, once for each list of label sets: the edges of an end share their lists. For one thread.</summary>
internal sealed class PolicyEnds(LabelReducer reducer)
{
    private readonly Dictionary<IReadOnlyList<LabelSet>, PolicyEnd[]> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>An end of an edge, once for each kind of labels.</summary>
    /// <param name="onEdge">Its label sets on this edge.</param>
    /// <param name="end">The end, whose label sets count where the edge has none.</param>
    public IReadOnlyList<PolicyEnd> Of(IReadOnlyList<LabelSet> onEdge, End end)
    {
        IReadOnlyList<LabelSet> sets = onEdge.Count > 0 ? onEdge : end.LabelSets;
        if (!_known.TryGetValue(sets, out PolicyEnd[]? found))
        {
            _known[sets] = found = [.. Distinct(sets).Select(set => new PolicyEnd(set))];
        }

        return found;
    }

    /// <summary>One label set of each kind that policies can tell apart.</summary>
    public IReadOnlyList<LabelSet> Distinct(IReadOnlyList<LabelSet> sets) => reducer.Distinct(sets);
}
