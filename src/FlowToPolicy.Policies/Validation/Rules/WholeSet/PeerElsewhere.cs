using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>A peer is looked for in the wrong namespace.</summary>
internal sealed class PeerElsewhere : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P413",
        Name = "peer-elsewhere",
        Title = "A peer is looked for in the wrong namespace",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "In a CiliumNetworkPolicy a peer selector without a namespace means pods of the policy's namespace, in a cluster-wide policy pods of all. Here no pod of the own namespace is known that fits, and one of another namespace is.",
        Instead = "Add `k8s:io.kubernetes.pod.namespace` with the namespace that is meant.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: crawler
            ---
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: crawler
              namespace: batch
            spec:
              endpointSelector:
                matchLabels:
                  app: crawler
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: scheduler
            """ + "\n",
        Good = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: crawler
                    k8s:io.kubernetes.pod.namespace: batch
            """ + "\n",
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set)
    {
        var known = new KnownPods([.. (set.Options.Pods ?? []).Concat(set.Rules.SelectMany(set.Subjects)).Distinct().Order()]);
        var seen = new Dictionary<string, LabelSet?>(StringComparer.Ordinal);
        foreach ((ItemView item, LabelSelector selector, Yaml.FieldPath path) in Candidates(set))
        {
            LabelMatcher own = Evaluation.Compilation.SelectorCompiler.Subject(selector, item.Policy.Namespace);
            if (!seen.TryGetValue(own.Text, out LabelSet? stranger))
            {
                seen[own.Text] = stranger = known.Find(own, selector) is null ? known.Find(new LabelMatcher(Evaluation.Compilation.SelectorCompiler.Requirements(selector)), selector) : null;
            }

            if (stranger?.FindK8s(LabelKeys.Namespace) is { } space && space != item.Policy.Namespace)
            {
                yield return (item.Policy, new Remark(
                    path,
                    $"the selector means pods of namespace {item.Policy.Namespace}, where none is known that fits; there are some in {space}",
                    $"add k8s:{LabelKeys.Namespace}: {space} to matchLabels if those are meant")
                {
                    Severity = set.Options.Pods is null ? ValidationSeverity.Info : ValidationSeverity.Warning,
                });
            }
        }
    }

    // Conditions that only exclude say too little about who is meant.
    private static IEnumerable<(ItemView Item, LabelSelector Selector, Yaml.FieldPath Path)> Candidates(SetView set) =>
        from policy in set.Policies
        where policy.IsNamespacedCilium
        from item in policy.Items
        from endpoint in item.Endpoints()
        where endpoint.Selector.MatchLabels.Count > 0
        where new SelectorView(endpoint.Selector, endpoint.Path).Keys().All(key => !IsOfNamespace(key.Key))
        where !endpoint.Selector.MatchLabels.Any(pair => pair.Value is "kube-dns" or "coredns" or "node-local-dns")
        select (item, endpoint.Selector, endpoint.Path);

    private static bool IsOfNamespace(string key) =>
        LabelRequirement.Parse(key, SelectorOperator.Exists) is var asked
        && (asked.Source == Label.Reserved || asked.Key == LabelKeys.Namespace || asked.Key.StartsWith(LabelKeys.NamespaceLabelPrefix, StringComparison.Ordinal));
}
