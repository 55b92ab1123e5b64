using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>What Cilium adds to the selectors of its policies (part 3): namespaces, clusters.</summary>
internal static class NaiveCompletion
{
    private static NaiveRequirement Has(string source, string key) => new(source, key, SelectorOperator.Exists, []);

    private static NaiveRequirement Is(string key, string value) => new(Label.Kubernetes, key, SelectorOperator.In, [value]);

    /// <summary>"CNP subject: the namespace of the policy is always forced"; a foreign one is overwritten.</summary>
    public static NaiveSelector Subject(LabelSelector written, string space)
    {
        NaiveSelector selector = NaiveSelector.Of(written);
        if (space.Length == 0)
        {
            return selector;
        }

        // Only matchLabels are overwritten: they are a map, expressions are a list.
        var own = NaiveSelector.Of(written with { MatchLabels = [.. written.MatchLabels.Where(pair => pair.Key != $"{Label.Kubernetes}:{LabelKeys.Namespace}")] });
        return own.And(Is(LabelKeys.Namespace, space));
    }

    /// <summary>The rows "CNP peer", "CCNP peer" and "Cluster mesh".</summary>
    public static NaiveSelector Peer(LabelSelector written, string space, bool subjectIsInit, EvaluationOptions options)
    {
        NaiveSelector selector = NaiveSelector.Of(written);
        if (selector.NamesReserved)
        {
            return selector;
        }

        NaiveSelector complete = selector;
        if (!selector.Names(LabelKeys.Namespace))
        {
            if (space.Length == 0)
            {
                complete = subjectIsInit ? complete : complete.And(Has(Label.Kubernetes, LabelKeys.Namespace));
            }
            else if (!selector.NamesPrefix(LabelKeys.NamespaceLabelPrefix))
            {
                complete = complete.And(Is(LabelKeys.Namespace, space));
            }
        }

        return InCluster(complete, options);
    }

    /// <summary>"From 1.19 (option default) only the local one unless the label is named."</summary>
    public static NaiveSelector InCluster(NaiveSelector selector, EvaluationOptions options) =>
        options.PeersAreLocal && !selector.Names(LabelKeys.Cluster) ? selector.And(Is(LabelKeys.Cluster, options.LocalCluster)) : selector;

    /// <summary>"fromNodes matches identities with node labels; 1.18+ adds 'is remote-node'."</summary>
    public static NaiveSelector Node(LabelSelector written, EvaluationOptions options)
    {
        NaiveSelector selector = InCluster(NaiveSelector.Of(written), options);
        return options.Version >= new CiliumVersion(1, 18) ? selector.And(Has(Label.Reserved, "remote-node")) : selector;
    }

    /// <summary>Pods of a NetworkPolicy's own namespace; its keys are Kubernetes labels.</summary>
    public static NaiveSelector KubernetesPods(LabelSelector written, string space) =>
        NaiveSelector.Of(written, $"{Label.Kubernetes}:").And(Is(LabelKeys.Namespace, space));

    /// <summary>Pods by the labels of their namespaces, and perhaps their own; <c>{}</c> is every namespace.</summary>
    public static NaiveSelector KubernetesNamespaces(LabelSelector namespaces, LabelSelector? pods)
    {
        NaiveSelector selector = namespaces.IsEmpty
            ? new NaiveSelector([Has(Label.Kubernetes, LabelKeys.Namespace)])
            : NaiveSelector.Of(namespaces, $"{Label.Kubernetes}:{LabelKeys.NamespaceLabelPrefix}");
        return pods is null ? selector : selector.And(NaiveSelector.Of(pods, $"{Label.Kubernetes}:").Requirements);
    }
}
