using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>A plain rule for port 53 voids the name filter.</summary>
internal sealed class VoidedNameFilter : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P405",
        Name = "voided-name-filter",
        Title = "A plain rule for port 53 voids the name filter",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Where one rule opens port 53 with `rules.dns` and another without, from a policy of any kind, the proxy lets every name through: the filter filters nothing.",
        Instead = "Delete the plain rule, or give it the same `rules.dns`.",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: names
              namespace: shop
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              egress:
              - toEndpoints:
                - matchLabels:
                    k8s:io.kubernetes.pod.namespace: kube-system
                    k8s-app: kube-dns
                toPorts:
                - ports:
                  - port: "53"
                    protocol: ANY
                  rules:
                    dns:
                    - matchName: api.example.com
              - toFQDNs:
                - matchName: api.example.com
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: allow-dns
              namespace: shop
            spec:
              podSelector:
                matchLabels:
                  app: web
              policyTypes:
              - Egress
              egress:
              - ports:
                - port: 53
                  protocol: UDP
                - port: 53
                  protocol: TCP
            """ + "\n",
        Good = Example.LearningEgress("""
            - toFQDNs:
              - matchName: api.example.com
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set)
    {
        foreach (SubjectRule rule in set.Rules)
        {
            foreach (SubjectItem item in rule.Items.Where(item => !item.IsIngress && item.Opens))
            {
                SubjectPort? plain = item.Ports.FirstOrDefault(port => port.IsDns && !port.FiltersNames);
                if (plain is not null && set.Subjects(rule).Select(set.UnionOf).Select(union => Filter(union, item)).OfType<SubjectItem>().FirstOrDefault() is { } filter)
                {
                    yield return (rule.Policy, new Remark(
                        plain.Path,
                        $"port 53 is open here without rules.dns: the names that {Describe(filter)} filters are all let through",
                        "delete this port, or give it the same rules.dns"));
                }
            }
        }
    }

    // A filter that lets every name through loses nothing.
    private static SubjectItem? Filter(Union union, SubjectItem plain) => union.Egress.FirstOrDefault(item =>
        item.Ports.Any(port => port.IsDns && port.FiltersNames && !port.Rule!.Dns!.Any(IsEveryName)) && Overlaps(plain, item));

    private static bool IsEveryName(FqdnSelector name) => name.MatchPattern?.Trim() == "*";

    private static bool Overlaps(SubjectItem plain, SubjectItem filter) =>
        plain.Everybody
        || filter.Everybody
        || filter.Peers.Any(selector => SubjectRule.Sample(selector) is { } sample && plain.Admits(sample))
        || plain.Peers.Any(selector => SubjectRule.Sample(selector) is { } sample && filter.Admits(sample))
        || plain.Prefixes.Any(mine => filter.Prefixes.Any(other => mine.Prefix.Contains(other.Prefix) || other.Prefix.Contains(mine.Prefix)));

    private static string Describe(SubjectItem item) =>
        $"{item.Policy.Policy.Kind} {(item.Policy.Namespace.Length == 0 ? "" : item.Policy.Namespace + "/")}{item.Policy.Policy.Name} {item.Path}";
}
