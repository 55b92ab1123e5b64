using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Selectors of pods, namespaces, nodes and reserved ends.</summary>
internal sealed class RandomSelectors(Dice dice)
{
    /// <summary>The subject of a Cilium rule.</summary>
    public LabelSelector Subject() => dice.Chance(50) ? new LabelSelector() : dice.Chance(5) ? Reserved() : Of(() => Cilium(10));

    /// <summary>A peer in a Cilium rule.</summary>
    public LabelSelector Peer() => dice.Chance(7) ? Reserved() : Of(() => Cilium(35));

    /// <summary>Pods in a NetworkPolicy.</summary>
    public LabelSelector Pods() => Of(Own);

    /// <summary>Namespaces in a NetworkPolicy.</summary>
    public LabelSelector Namespaces() => Of(Space);

    public LabelSelector Nodes() => Of(() => (dice.One("", "node:") + "zone", ["a", "b"]));

    private LabelSelector Reserved()
    {
        string key = $"reserved:{dice.One("world", "host", "remote-node", "init", "health", "kube-apiserver")}";
        return dice.Chance(70)
            ? new LabelSelector { MatchLabels = [new(key, "")] }
            : new LabelSelector { MatchExpressions = [new SelectorExpression(key, dice.One(SelectorOperator.Exists, SelectorOperator.DoesNotExist), [])] };
    }

    private LabelSelector Of(Func<(string Key, string[] Values)> next) => new()
    {
        MatchLabels = dice.Chance(30) ? [] : [.. dice.Some(2, next).Select(label => KeyValuePair.Create(label.Key, dice.One(label.Values))).DistinctBy(pair => pair.Key)],
        MatchExpressions = dice.Chance(25) ? dice.Some(2, () => Expression(next())) : [],
    };

    private SelectorExpression Expression((string Key, string[] Values) label)
    {
        SelectorOperator op = dice.One(SelectorOperator.In, SelectorOperator.NotIn, SelectorOperator.Exists, SelectorOperator.DoesNotExist);
        return new SelectorExpression(label.Key, op, op is SelectorOperator.In or SelectorOperator.NotIn ? [.. dice.Some(2, () => dice.One(label.Values)).Distinct()] : []);
    }

    /// <summary>A key of any kind; <paramref name="special"/> of a hundred are not the pod's own.</summary>
    private (string Key, string[] Values) Cilium(int special)
    {
        (string key, string[] values) = dice.Chance(special) ? Special() : Own();
        return (dice.One("", "", "k8s:", "any:", key == "app" ? "container:" : "k8s:") + key, values);
    }

    private (string Key, string[] Values) Own() => dice.Chance(60) ? ("app", Words.Apps) : ("tier", Words.Tiers);

    private (string Key, string[] Values) Special() => dice.Below(7) switch
    {
        0 => (LabelKeys.ServiceAccount, Words.Accounts),
        1 => (LabelKeys.Cluster, Words.Clusters),
        2 or 3 => (LabelKeys.NamespaceLabelPrefix + "team", Words.Teams),
        _ => (LabelKeys.Namespace, Words.Namespaces),
    };

    private (string Key, string[] Values) Space() => dice.Chance(50) ? ("team", Words.Teams) : ("kubernetes.io/metadata.name", Words.Namespaces);
}
