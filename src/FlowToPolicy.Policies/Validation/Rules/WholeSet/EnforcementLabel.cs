using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>A pod label with the key host or init changes how policies are enforced.</summary>
internal sealed class EnforcementLabel : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P416",
        Name = "enforcement-label",
        Title = "A pod label with the key host or init changes how policies are enforced",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Cilium takes a pod label with the key `host` for the host itself and enforces no policy on that pod (issue 48027), and closes both directions of a pod whose label key is `init`.",
        Instead = "Give the pods another label key.",
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
                  host: www
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
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set) => Selectors(set).Concat(Pods(set));

    private static IEnumerable<(PolicyView Policy, Remark Remark)> Selectors(SetView set) =>
        from policy in set.Policies
        from selector in SelectorViews.Of(policy)
        from key in selector.Keys()
        let label = LabelRequirement.Parse(key.Key, SelectorOperator.Exists)
        where !key.IsNegative && label.Source is null or Label.Kubernetes && label.Key is "host" or "init"
        where !key.IsNegative
        select (policy, new Remark(key.Path, Say($"pods with the label key '{label.Key}'", label.Key), "give the pods another label key"));

    private static IEnumerable<(PolicyView Policy, Remark Remark)> Pods(SetView set) =>
        from rule in set.Rules
        where set.Options.Pods is not null
        let pod = set.Known(rule).FirstOrDefault(pod => Key(pod) is not null)
        where pod is not null && !Array.Exists(rule.Subject.Requirements, requirement => requirement.Key is "host" or "init")
        select (rule.Policy, new Remark(rule.SubjectPath, Say($"a pod that it selects has the label key '{Key(pod)}': such pods", Key(pod)!), "give the pods another label key"));

    private static string? Key(LabelSet pod) => pod.FindK8s("host") is not null ? "host" : pod.FindK8s("init") is not null ? "init" : null;

    private static string Say(string pods, string key) => key == "host" ? $"{pods} are not protected by any policy" : $"{pods} are always closed in both directions";
}
