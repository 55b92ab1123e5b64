using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>A selector asks for a label that Cilium drops.</summary>
internal sealed class DroppedLabel : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P311",
        Name = "dropped-label",
        Title = "A selector asks for a label that Cilium drops",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Only part of a pod's labels become its identity. Labels of the ReplicaSet, of a StatefulSet's pod, of a node's place and the like are filtered out (pkg/labelsfilter), so that a selector that asks for one never matches.",
        Instead = "Select by labels that all pods of the workload share, e.g. `app` or `app.kubernetes.io/name`.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
                  pod-template-hash: 5d4f8c7b9
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from selector in SelectorViews.Of(policy)
        from key in selector.Keys()
        let label = LabelRequirement.Parse(key.Key, SelectorOperator.Exists)
        where label.Source is null or "k8s" && LabelFilter.Drops(label.Key, policy.Options.Version)
        select new Remark(
            key.Path,
            key.IsNegative
                ? $"Cilium drops the label '{label.Key}', so that the condition always holds"
                : $"Cilium drops the label '{label.Key}', so that the selector never matches",
            "select by labels that the whole workload has, e.g. app or app.kubernetes.io/name");
}
