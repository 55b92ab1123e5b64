using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>One label selector of a policy with its path.</summary>
/// <param name="Selector">The selector.</param>
/// <param name="Path">Its path.</param>
internal sealed record SelectorView(LabelSelector Selector, FieldPath Path)
{
    /// <summary>The keys with their paths, and whether the condition asks for their absence.</summary>
    public IEnumerable<(string Key, FieldPath Path, bool IsNegative)> Keys() =>
    [
        .. Selector.MatchLabels.Select(pair => (pair.Key, Path.Key("matchLabels").Key(pair.Key), false)),
        .. Selector.MatchExpressions.Select((expression, index) =>
            (expression.Key, Path.Key("matchExpressions").Item(index).Key("key"), expression.Operator is SelectorOperator.NotIn or SelectorOperator.DoesNotExist)),
    ];
}

/// <summary>Finds the selectors of a policy that are about labels of pods.</summary>
internal static class SelectorViews
{
    /// <summary>The selectors of subjects and of peers, in policies of all kinds.</summary>
    public static IEnumerable<SelectorView> Of(PolicyView policy)
    {
        IEnumerable<(LabelSelector Selector, FieldPath Path)> found = policy.Rules.Where(rule => !rule.IsAboutNodes).SelectMany(rule => rule.Selectors());
        if (policy.Policy.NetworkPolicy is { } spec)
        {
            found =
            [
                (spec.PodSelector, FieldPath.Root.Key("spec").Key("podSelector")),
                .. policy.KubernetesItems.SelectMany(item => item.Peers()).Where(peer => peer.Peer.Pods is not null).Select(peer => (peer.Peer.Pods!, peer.Path.Key("podSelector"))),
            ];
        }

        return found.Select(pair => new SelectorView(pair.Selector, pair.Path));
    }
}
