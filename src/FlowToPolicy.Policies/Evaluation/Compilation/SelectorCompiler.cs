using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>
/// Adds to the selectors of a policy what Cilium adds: the policy's namespace, the local cluster, "is a pod"
/// (pkg/k8s/apis/cilium.io/utils and pkg/k8s/network_policy.go).
/// </summary>
internal static class SelectorCompiler
{
    /// <summary>Whom a Cilium rule is about. In a namespaced policy the namespace is forced, whatever the selector says.</summary>
    public static LabelMatcher Subject(LabelSelector selector, string policyNamespace)
    {
        if (policyNamespace.Length == 0)
        {
            return new LabelMatcher(Requirements(selector));
        }

        const string Key = Label.Kubernetes + ":" + LabelKeys.Namespace;
        LabelSelector own = selector with { MatchLabels = [.. selector.MatchLabels.Where(pair => pair.Key != Key)] };
        return new LabelMatcher(Requirements(own).Append(Equal(Label.Kubernetes, LabelKeys.Namespace, policyNamespace)));
    }

    /// <summary>
    /// A peer of a Cilium rule. Without a namespace of its own it means the policy's namespace, or, in a cluster-wide policy, pods of any namespace.
    /// </summary>
    /// <param name="selector">The selector as written.</param>
    /// <param name="policyNamespace">The policy's namespace; empty for a cluster-wide policy.</param>
    /// <param name="subjectIsInit">Whether the rule's subject selector names <c>reserved:init</c>.</param>
    /// <param name="options">Says whether peers are limited to the local cluster.</param>
    public static LabelMatcher Peer(LabelSelector selector, string policyNamespace, bool subjectIsInit, EvaluationOptions options)
    {
        List<LabelRequirement> requirements = Requirements(selector);
        if (requirements.Exists(r => r.Source == Label.Reserved))
        {
            return new LabelMatcher(requirements);
        }

        AddNamespace(requirements, policyNamespace, subjectIsInit);
        AddLocalCluster(requirements, options);
        return new LabelMatcher(requirements);
    }

    /// <summary>Whether a selector of peers says itself which namespaces it means, so that its place adds nothing.</summary>
    public static bool NamesNamespace(LabelSelector selector) => Names(Requirements(selector), LabelKeys.Namespace);

    /// <summary>An entry of <c>fromRequires</c> or <c>toRequires</c>, which gets the namespace even where it names a reserved label.</summary>
    public static LabelMatcher Requirement(LabelSelector selector, string policyNamespace, bool subjectIsInit)
    {
        List<LabelRequirement> requirements = Requirements(selector);
        AddNamespace(requirements, policyNamespace, subjectIsInit);
        return new LabelMatcher(requirements);
    }

    private static void AddNamespace(List<LabelRequirement> requirements, string policyNamespace, bool subjectIsInit)
    {
        if (!Names(requirements, LabelKeys.Namespace))
        {
            if (policyNamespace.Length == 0)
            {
                if (!subjectIsInit)
                {
                    requirements.Add(new LabelRequirement(Label.Kubernetes, LabelKeys.Namespace, SelectorOperator.Exists, []));
                }
            }
            else if (!requirements.Exists(r => r.Source is null or Label.Kubernetes && r.Key.StartsWith(LabelKeys.NamespaceLabelPrefix, StringComparison.Ordinal)))
            {
                requirements.Add(Equal(Label.Kubernetes, LabelKeys.Namespace, policyNamespace));
            }
        }
    }

    /// <summary>A node as a peer; since 1.18 only other nodes of the cluster (1.16 and 1.17: any identity with the labels).</summary>
    public static LabelMatcher Node(LabelSelector selector, EvaluationOptions options)
    {
        List<LabelRequirement> requirements = Requirements(selector);
        if (options.Version >= new CiliumVersion(1, 18))
        {
            requirements.Add(new LabelRequirement(Label.Reserved, ReservedIdentity.RemoteNode, SelectorOperator.Exists, []));
        }

        AddLocalCluster(requirements, options);
        return new LabelMatcher(requirements);
    }

    /// <summary>The pods of one namespace by a Kubernetes selector, whose keys mean Kubernetes labels only.</summary>
    public static LabelMatcher Pods(LabelSelector selector, string policyNamespace)
    {
        LabelSelector own = selector with { MatchLabels = [.. selector.MatchLabels.Where(pair => pair.Key != LabelKeys.Namespace)] };
        return new LabelMatcher(KubernetesRequirements(own, "").Append(Equal(Label.Kubernetes, LabelKeys.Namespace, policyNamespace)));
    }

    /// <summary>A peer of a Kubernetes NetworkPolicy with selectors.</summary>
    public static LabelMatcher KubernetesPeer(LabelSelector? namespaces, LabelSelector? pods, string policyNamespace, EvaluationOptions options)
    {
        List<LabelRequirement> requirements;
        if (namespaces is null)
        {
            requirements = [.. Pods(pods ?? new LabelSelector(), policyNamespace).Requirements];
        }
        else
        {
            requirements = KubernetesRequirements(namespaces, LabelKeys.NamespaceLabelPrefix);
            if (requirements.Count == 0)
            {
                requirements.Add(new LabelRequirement(Label.Kubernetes, LabelKeys.Namespace, SelectorOperator.Exists, []));
            }

            requirements.AddRange(KubernetesRequirements(pods ?? new LabelSelector(), ""));
        }

        AddLocalCluster(requirements, options);
        return new LabelMatcher(requirements);
    }

    /// <summary>The pods behind a service.</summary>
    public static LabelMatcher ServicePods(IReadOnlyDictionary<string, string> selector, string serviceNamespace, EvaluationOptions options)
    {
        List<LabelRequirement> requirements = [.. selector.Select(pair => LabelRequirement.Parse(pair.Key, SelectorOperator.In, pair.Value))];
        requirements.Add(Equal(Label.Kubernetes, LabelKeys.Namespace, serviceNamespace));
        AddLocalCluster(requirements, options);
        return new LabelMatcher(requirements);
    }

    /// <summary>Everybody who carries the reserved label.</summary>
    public static LabelMatcher Reserved(string name) =>
        new([new LabelRequirement(Label.Reserved, name, SelectorOperator.In, [""])]);

    /// <summary>A selector's conditions as written.</summary>
    public static List<LabelRequirement> Requirements(LabelSelector selector) =>
    [
        .. selector.MatchLabels.Select(pair => LabelRequirement.Parse(pair.Key, SelectorOperator.In, pair.Value)),
        .. selector.MatchExpressions.Select(e => LabelRequirement.Parse(e.Key, e.Operator, [.. e.Values])),
    ];

    private static List<LabelRequirement> KubernetesRequirements(LabelSelector selector, string keyPrefix) =>
    [
        .. selector.MatchLabels.Select(pair => Equal(Label.Kubernetes, keyPrefix + pair.Key, pair.Value)),
        .. selector.MatchExpressions.Select(e => new LabelRequirement(Label.Kubernetes, keyPrefix + e.Key, e.Operator, [.. e.Values])),
    ];

    private static void AddLocalCluster(List<LabelRequirement> requirements, EvaluationOptions options)
    {
        if (options.PeersAreLocal && !Names(requirements, LabelKeys.Cluster))
        {
            requirements.Add(Equal(Label.Kubernetes, LabelKeys.Cluster, options.LocalCluster));
        }
    }

    private static bool Names(List<LabelRequirement> requirements, string key) =>
        requirements.Exists(r => r.Source is null or Label.Kubernetes && r.Key == key);

    private static LabelRequirement Equal(string source, string key, string value) => new(source, key, SelectorOperator.In, [value]);
}
