using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>DNS is open over UDP only.</summary>
internal sealed class DnsOverUdpOnly : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P402",
        Name = "dns-over-udp-only",
        Title = "DNS is open over UDP only",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Answers that do not fit into a datagram, and some resolvers always, use TCP. Without it long answers and retries fail now and then.",
        Instead = "Open port 53 for UDP and TCP, or with protocol ANY.",
        Bad = Example.Policy("""
            egress:
            - toEndpoints:
              - matchLabels:
                  k8s:io.kubernetes.pod.namespace: kube-system
                  k8s-app: kube-dns
              toPorts:
              - ports:
                - port: "53"
                  protocol: UDP
            - toEndpoints:
              - matchLabels:
                  app: db
            """),
        Good = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: db
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set) =>
        from rule in set.Rules
        from item in rule.Items
        where !item.IsIngress && item.Opens
        from port in item.Ports
        where port.IsDns && port.CarriesDns(Protocol.Udp) && !port.CarriesDns(Protocol.Tcp)
        let union = set.Subjects(rule).Select(set.UnionOf).FirstOrDefault(union => !union.Egress.Any(other => DnsServer.IsReachedBy(other, Protocol.Tcp)))
        where union is not null
        select (rule.Policy, new Remark(port.Path, $"DNS is open for {union.Name} over UDP only", "add port 53 with protocol TCP"));
}
