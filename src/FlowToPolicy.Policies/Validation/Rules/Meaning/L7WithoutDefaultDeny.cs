using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>L7 rules beside enableDefaultDeny false do not filter.</summary>
internal sealed class L7WithoutDefaultDeny : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P339",
        Name = "l7-without-default-deny",
        Title = "L7 rules beside enableDefaultDeny false do not filter",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Since = new CiliumVersion(1, 16),
        Why = "From Cilium 1.18 every request passes where the direction is not closed, and the rules only make requests visible. In 1.16 and 1.17 requests that match no rule are refused although the direction is open.",
        Instead = "Close the direction, or leave the L7 rules out.",
        Bad = Example.Policy("""
            enableDefaultDeny:
              ingress: false
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - method: GET
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - method: GET
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from item in policy.Items
        where !item.IsDeny && (item.IsIngress ? item.Owner.Rule.DefaultDenyIngress : item.Owner.Rule.DefaultDenyEgress) == false
        from entry in item.PortRules()
        where entry.Rule.Http is { Count: > 0 } || entry.Rule.Kafka is { Count: > 0 } || !string.IsNullOrEmpty(entry.Rule.L7Protocol)
        select new Remark(
            entry.Path.Key("rules"),
            policy.Options.Version >= new CiliumVersion(1, 18)
                ? "the direction stays open, so that every request passes: the rules only make requests visible"
                : "requests that match no rule are refused although the direction stays open",
            $"close the direction, or leave the L7 rules out");
}
