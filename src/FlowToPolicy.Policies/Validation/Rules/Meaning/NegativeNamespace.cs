using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>A peer selector that only excludes namespaces also matches what is outside the cluster.</summary>
internal sealed class NegativeNamespace : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P313",
        Name = "negative-namespace",
        Title = "A peer selector that only excludes namespaces also matches what is outside the cluster",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "NotIn and DoesNotExist hold where the label is absent. Nodes and the whole world have no namespace, so that such a selector lets them in as well.",
        Instead = "Add a second expression `io.kubernetes.pod.namespace Exists`.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchExpressions:
                - key: io.kubernetes.pod.namespace
                  operator: NotIn
                  values:
                  - dev
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchExpressions:
                - key: io.kubernetes.pod.namespace
                  operator: NotIn
                  values:
                  - dev
                - key: io.kubernetes.pod.namespace
                  operator: Exists
            """),
    };

    private static readonly LabelSet World = LabelSet.Parse("reserved:world");

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        var options = new EvaluationOptions { Version = policy.Options.Version, PolicyDefaultLocalCluster = false };
        IEnumerable<(FieldPath Path, LabelMatcher Selector, bool IsDeny)> peers =
        [
            .. policy.Items.SelectMany(item => item.Endpoints().Select(endpoint =>
                (endpoint.Path, SelectorCompiler.Peer(endpoint.Selector, policy.Namespace, subjectIsInit: false, options), item.IsDeny))),
            .. policy.KubernetesItems.SelectMany(item => item.Peers()).Where(peer => peer.Peer.Namespaces is not null).Select(peer =>
                (peer.Path, SelectorCompiler.KubernetesPeer(peer.Peer.Namespaces, peer.Peer.Pods, policy.Namespace, options), false)),
        ];
        return peers
            .Where(peer => peer.Selector.Requirements.Any(IsNegative) && peer.Selector.Matches(World))
            .Select(peer => new Remark(
                peer.Path,
                $"the selector only excludes: it also {(peer.IsDeny ? "shuts out" : "lets in")} nodes and everything outside the cluster",
                "add the expression {key: io.kubernetes.pod.namespace, operator: Exists}"));
    }

    private static bool IsNegative(LabelRequirement requirement) =>
        requirement.Operator is SelectorOperator.NotIn or SelectorOperator.DoesNotExist
        && (requirement.Key == LabelKeys.Namespace || requirement.Key.StartsWith(LabelKeys.NamespaceLabelPrefix, StringComparison.Ordinal));
}
