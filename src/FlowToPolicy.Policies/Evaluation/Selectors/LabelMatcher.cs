using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Evaluation.Selectors;

/// <summary>A label selector made ready: all requirements must hold. Equal matchers have equal texts.</summary>
internal sealed class LabelMatcher
{
    /// <summary>Sorts the requirements, so that their order does not tell matchers apart.</summary>
    public LabelMatcher(IEnumerable<LabelRequirement> requirements)
    {
        (string Text, LabelRequirement Requirement)[] sorted = [.. requirements
            .Select(requirement => (requirement.ToString(), requirement))
            .DistinctBy(pair => pair.Item1)
            .OrderBy(pair => pair.Item1, StringComparer.Ordinal)];
        Requirements = [.. sorted.Select(pair => pair.Requirement)];
        Text = string.Join(" & ", sorted.Select(pair => pair.Text));
    }

    /// <summary>The requirements.</summary>
    public LabelRequirement[] Requirements { get; }

    /// <summary>The canonical text.</summary>
    public string Text { get; }

    /// <summary>Whether every requirement holds.</summary>
    public bool Matches(LabelSet labels)
    {
        foreach (LabelRequirement requirement in Requirements)
        {
            if (!requirement.Holds(labels))
            {
                return false;
            }
        }

        return true;
    }
}
