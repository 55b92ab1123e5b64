using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>The policy selects none of the known pods.</summary>
internal sealed class SelectsNobody : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P406",
        Name = "selects-nobody",
        Title = "The policy selects none of the known pods",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "No pod that was seen has these labels. A policy without subjects protects nothing, and nothing says so.",
        Instead = "Compare the selector with the labels that the pods have.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: web
              namespace: shop
            spec:
              endpointSelector:
                matchLabels:
                  app: wep
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
        Assumes = "one pod `app: web` is known in the namespace shop",
        Given = new ValidationOptions { Pods = [LabelSet.Parse("k8s:app=web", "k8s:io.kubernetes.pod.namespace=shop")] },
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set) =>
        from rule in set.Rules
        where set.Options.Pods is not null && set.Known(rule).Count == 0
        where !Array.Exists(rule.Subject.Requirements, requirement => requirement.Source == Label.Reserved)
        select (rule.Policy, new Remark(rule.SubjectPath, "none of the known pods has these labels", "compare the selector with the labels that the pods have"));
}
