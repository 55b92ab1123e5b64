using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>The pods may resolve names and reach nobody.</summary>
internal sealed class DnsOnly : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P415",
        Name = "dns-only",
        Title = "The pods may resolve names and reach nobody",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Why = "The policy closes egress for all its pods and opens nothing but DNS, and no other policy here opens more for them. As a baseline beside other policies that is fine; alone it cuts the pods off.",
        Instead = "Add policies for what the pods call, or select only the pods that call nobody.",
        Bad = Example.Kubernetes("""
            policyTypes:
            - Egress
            egress:
            - ports:
              - port: 53
                protocol: UDP
              - port: 53
                protocol: TCP
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
        where rule.ClosesEgress && rule.Items.Any(item => !item.IsIngress && item.Opens)
        let union = set.Subjects(rule).Select(set.UnionOf).FirstOrDefault(union => union.Egress.All(item => item.Ports.All(port => port.IsDns)))
        where union is not null
        select (rule.Policy, new Remark(rule.Path.Key("egress"), $"egress of {union.Name} is closed but for DNS", "add policies for what the pods call"));
}
