using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>Egress is closed and DNS with it.</summary>
internal sealed class IsolationWithoutDns : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P403",
        Name = "isolation-without-dns",
        Title = "Egress is closed and DNS with it",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "The first egress rule closes everything else, DNS included. The pods can still connect to addresses, but no longer find out the address of any name.",
        Instead = "Add an egress item to the cluster's DNS on port 53, UDP and TCP.",
        Bad = Example.Policy("""
            egress:
            - toEndpoints:
              - matchLabels:
                  app: db
              toPorts:
              - ports:
                - port: "5432"
                  protocol: TCP
            """),
        Good = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: db
              toPorts:
              - ports:
                - port: "5432"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set) =>
        from rule in set.Rules
        where rule.ClosesEgress && rule.Items.Any(item => !item.IsIngress && item.Opens)
        let union = set.Subjects(rule).Select(set.UnionOf).FirstOrDefault(IsCutOff)
        where union is not null
        select (rule.Policy, new Remark(
            rule.Path.Key("egress"),
            $"egress of {union.Name} is closed and no policy lets port 53 through: names no longer resolve",
            "add an egress item to the cluster's DNS on port 53, UDP and TCP"));

    // What toFQDNs needs of DNS is said by the rule about names that are never learned.
    private static bool IsCutOff(Union union) =>
        !union.Egress.Any(item => item.Cilium?.Item.Fqdns is { Count: > 0 }) && !union.Egress.Any(item => DnsServer.IsReachedBy(item, Protocol.Udp));
}
