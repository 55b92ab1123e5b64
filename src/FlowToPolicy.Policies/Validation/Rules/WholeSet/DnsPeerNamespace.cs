using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>The DNS server is looked for in the policy's own namespace.</summary>
internal sealed class DnsPeerNamespace : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P404",
        Name = "dns-peer-namespace",
        Title = "The DNS server is looked for in the policy's own namespace",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "A peer selector without a namespace means pods of the policy's namespace. The cluster's DNS runs in kube-system, so that the item selects nobody and DNS is denied.",
        Instead = "Add `k8s:io.kubernetes.pod.namespace: kube-system` to the selector.",
        Bad = Example.Policy("""
            egress:
            - toEndpoints:
              - matchLabels:
                  k8s-app: kube-dns
              toPorts:
              - ports:
                - port: "53"
                  protocol: ANY
            - toEndpoints:
              - matchLabels:
                  app: db
            """),
        Good = Example.Policy("""
            egress:
            - toEndpoints:
              - matchLabels:
                  k8s:io.kubernetes.pod.namespace: kube-system
                  k8s-app: kube-dns
              toPorts:
              - ports:
                - port: "53"
                  protocol: ANY
            - toEndpoints:
              - matchLabels:
                  app: db
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set) =>
        from rule in set.Rules
        where rule.Policy.IsNamespacedCilium && rule.Policy.Namespace != DnsServer.Namespace
        from item in rule.Items
        where !item.IsIngress && !item.IsDeny && item.Ports.Any(port => port.IsDns)
        from endpoint in item.Cilium!.Endpoints()
        where SelectorCompiler.Requirements(endpoint.Selector) is var asked && asked.Exists(IsDnsLabel) && !asked.Exists(NamesNamespace)
        where set.Options.Pods?.Any(pod => item.Admits(pod)) != true
        select (rule.Policy, new Remark(
            endpoint.Path,
            $"the selector means pods of namespace {rule.Policy.Namespace}: the cluster's DNS is not there",
            "add k8s:io.kubernetes.pod.namespace: kube-system to matchLabels"));

    private static bool IsDnsLabel(LabelRequirement requirement) =>
        requirement.Operator == SelectorOperator.In && requirement.Values.Any(value => value is "kube-dns" or "coredns" or "node-local-dns" or "core-dns");

    private static bool NamesNamespace(LabelRequirement requirement) =>
        requirement.Key == LabelKeys.Namespace || requirement.Key.StartsWith(LabelKeys.NamespaceLabelPrefix, StringComparison.Ordinal) || requirement.Source == Label.Reserved;
}
