using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Vocabulary;

/// <summary>The fewest labels that a selector takes in.</summary>
internal static class SelectorSample
{
    private const int MostNamespaces = 8;

    /// <summary>The value of a label of which only the presence counts.</summary>
    public const string AnyValue = "f2p-any";

    /// <summary>Samples of a selector, one for each namespace that it names; reserved identities stay as they are.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="namespaces">The namespaces to take where it names none.</param>
    /// <param name="cluster">The local cluster's name.</param>
    public static IEnumerable<LabelSet> Of(LabelSelector selector, IReadOnlyList<string> namespaces, string cluster)
    {
        var labels = new List<Label>();
        IReadOnlyList<string> spaces = namespaces;
        foreach ((string key, IReadOnlyList<string> values) in Demands(selector))
        {
            (string source, string name) = Split(key);
            if (name == LabelKeys.Namespace && source != Label.Reserved)
            {
                spaces = values.Count > 0 ? [.. values.Take(MostNamespaces)] : namespaces;
            }
            else
            {
                labels.Add(new Label(source, name, values.Count > 0 ? values[0] : source == Label.Reserved ? "" : AnyValue));
            }
        }

        if (labels.Exists(label => label.Source == Label.Reserved))
        {
            return [LabelSet.Of(labels)];
        }

        Label[] own = [.. labels.GroupBy(label => label.Key).Select(group => group.First())];
        Label[] clusterLabel = own.Any(label => label.Key == LabelKeys.Cluster) ? [] : [Label.K8s(LabelKeys.Cluster, cluster)];
        return spaces.Select(space => LabelSet.Of([.. own, .. clusterLabel, Label.K8s(LabelKeys.Namespace, space)]));
    }

    private static IEnumerable<(string Key, IReadOnlyList<string> Values)> Demands(LabelSelector selector) =>
    [
        .. selector.MatchLabels.Select(label => (label.Key, (IReadOnlyList<string>)[label.Value])),
        .. selector.MatchExpressions.Where(e => e.Operator is SelectorOperator.In or SelectorOperator.Exists).Select(e => (e.Key, e.Values)),
    ];

    private static (string Source, string Name) Split(string key)
    {
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        string source = colon <= 0 ? Label.Kubernetes : key[..colon];
        return (source == "any" ? Label.Kubernetes : source, key[(colon + 1)..]);
    }
}
