using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Selectors;

/// <summary>
/// Finds the matchers that select an identity without trying each of them: a matcher that demands a value waits under its rarest demanded
/// key and value, and only the matchers under an identity's own labels are tried.
/// </summary>
internal sealed class LabelIndex
{
    private readonly LabelMatcher[] _matchers;
    private readonly Dictionary<(string Key, string Value), List<int>> _byLabel = [];
    private readonly List<int> _rest = [];

    /// <summary>Builds the index; results are positions in <paramref name="matchers"/>.</summary>
    public LabelIndex(IEnumerable<LabelMatcher> matchers)
    {
        _matchers = [.. matchers];
        Dictionary<(string, string), int> frequency = Count(_matchers);
        for (int i = 0; i < _matchers.Length; i++)
        {
            LabelRequirement? best = Rarest(_matchers[i], frequency);
            if (best is null)
            {
                _rest.Add(i);
                continue;
            }

            foreach (string value in best.Values.Distinct())
            {
                Slot((best.Key, value)).Add(i);
            }
        }
    }

    /// <summary>The positions of the matchers that select the identity, in ascending order.</summary>
    public int[] Find(LabelSet labels)
    {
        var found = new List<int>();
        AddMatching(_rest, labels, found);
        foreach (Label label in labels)
        {
            if (_byLabel.TryGetValue((label.Key, label.Value), out List<int>? candidates))
            {
                AddMatching(candidates, labels, found);
            }
        }

        // The same key and value from two sources leads to one matcher twice.
        return [.. found.Distinct().Order()];
    }

    private void AddMatching(List<int> candidates, LabelSet labels, List<int> found)
    {
        foreach (int candidate in candidates)
        {
            if (_matchers[candidate].Matches(labels))
            {
                found.Add(candidate);
            }
        }
    }

    private List<int> Slot((string Key, string Value) label)
    {
        if (!_byLabel.TryGetValue(label, out List<int>? slot))
        {
            _byLabel[label] = slot = [];
        }

        return slot;
    }

    private static Dictionary<(string, string), int> Count(LabelMatcher[] matchers)
    {
        var frequency = new Dictionary<(string, string), int>();
        foreach (LabelRequirement requirement in matchers.SelectMany(matcher => matcher.Requirements))
        {
            if (requirement.Operator != SelectorOperator.In)
            {
                continue;
            }

            foreach (string value in requirement.Values)
            {
                frequency[(requirement.Key, value)] = frequency.GetValueOrDefault((requirement.Key, value)) + 1;
            }
        }

        return frequency;
    }

    private static LabelRequirement? Rarest(LabelMatcher matcher, Dictionary<(string, string), int> frequency) => matcher.Requirements
        .Where(requirement => requirement.Operator == SelectorOperator.In)
        .MinBy(requirement => requirement.Values.Sum(value => frequency[(requirement.Key, value)]));
}
