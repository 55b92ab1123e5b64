using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>The subject of a CiliumNetworkPolicy names another namespace.</summary>
internal sealed class ForeignSubject : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P312",
        Name = "foreign-subject",
        Title = "The subject of a CiliumNetworkPolicy names another namespace",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Error,
        Why = "A namespaced policy is about pods of its own namespace only. Cilium overwrites another namespace in `endpointSelector`, so that the policy hits pods that were not meant; with the key written as `any:` or without a source it selects nobody.",
        Instead = "Put the policy into the namespace that is meant, or write a CiliumClusterwideNetworkPolicy.",
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
                  k8s:io.kubernetes.pod.namespace: prod
              ingress:
              - fromEndpoints:
                - matchLabels:
                    app: front
            """ + "\n",
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from rule in policy.Rules
        where policy.IsNamespacedCilium && !rule.IsAboutNodes
        from named in Namespaces(rule)
        where !named.Names.Contains(policy.Namespace)
        select new Remark(
            named.Path,
            named.IsOverwritten
                ? $"the namespace '{named.Names[0]}' is overwritten: the policy is about pods of {policy.Namespace}"
                : $"the policy is about pods of {policy.Namespace} only: with the namespace '{string.Join(", ", named.Names)}' it selects nobody",
            "put the policy into that namespace, or write a CiliumClusterwideNetworkPolicy");

    // Only a label with the source k8s is overwritten; whatever else is said of the namespace comes on top of the policy's own.
    private static IEnumerable<(IReadOnlyList<string> Names, bool IsOverwritten, FieldPath Path)> Namespaces(RuleView rule) =>
    [
        .. from pair in rule.Subject.MatchLabels
           let label = LabelRequirement.Parse(pair.Key, SelectorOperator.In, pair.Value)
           where label.Key == LabelKeys.Namespace
           select ((IReadOnlyList<string>)[pair.Value], label.Source == Label.Kubernetes, rule.SubjectPath.Key("matchLabels").Key(pair.Key)),
        .. from index in Enumerable.Range(0, rule.Subject.MatchExpressions.Count)
           let expression = rule.Subject.MatchExpressions[index]
           where expression.Operator == SelectorOperator.In && LabelRequirement.Parse(expression.Key, SelectorOperator.Exists).Key == LabelKeys.Namespace
           select (expression.Values, false, rule.SubjectPath.Key("matchExpressions").Item(index).Key("values")),
    ];
}
