using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>Pods by their labels, so that a selector need not be held against all of them.</summary>
internal sealed class KnownPods
{
    private readonly ILookup<(string Key, string Value), LabelSet> _byLabel;

    /// <summary>Indexes the pods.</summary>
    public KnownPods(IReadOnlyList<LabelSet> pods) =>
        _byLabel = pods.SelectMany(pod => pod.Select(label => (label, pod))).ToLookup(pair => (pair.label.Key, pair.label.Value), pair => pair.pod);

    /// <summary>The first pod that the matcher takes; null when there is none.</summary>
    /// <param name="matcher">What is looked for.</param>
    /// <param name="selector">The selector that it was made from; one with equalities.</param>
    public LabelSet? Find(LabelMatcher matcher, LabelSelector selector)
    {
        LabelRequirement rarest = selector.MatchLabels
            .Select(pair => LabelRequirement.Parse(pair.Key, SelectorOperator.In, pair.Value))
            .MinBy(requirement => _byLabel[(requirement.Key, requirement.Values[0])].Count())!;
        return _byLabel[(rarest.Key, rarest.Values[0])].FirstOrDefault(matcher.Matches);
    }
}
