using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>enableDefaultDeny without items in that direction has no effect.</summary>
internal sealed class IdleDefaultDeny : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P314",
        Name = "idle-default-deny",
        Title = "enableDefaultDeny without items in that direction has no effect",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Since = new CiliumVersion(1, 16),
        Why = "A rule takes part in a direction only by its items. `enableDefaultDeny.ingress: true` without `ingress` or `ingressDeny` items closes nothing.",
        Instead = "Add the item `- {}` to the direction that is to be closed.",
        Bad = Example.Policy("""
            enableDefaultDeny:
              ingress: true
              egress: true
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
        Good = Example.Policy("""
            enableDefaultDeny:
              ingress: true
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        foreach (RuleView rule in policy.Rules)
        {
            (string Side, bool IsIdle)[] sides =
            [
                ("ingress", rule.Rule.DefaultDenyIngress == true && rule.Items.All(item => !item.IsIngress)),
                ("egress", rule.Rule.DefaultDenyEgress == true && rule.Items.All(item => item.IsIngress)),
            ];
            foreach ((string side, _) in sides.Where(side => side.IsIdle))
            {
                yield return new Remark(
                    rule.Path.Key("enableDefaultDeny").Key(side),
                    $"the rule has no {side} items, so that {side} stays as it is",
                    $"add '{side}: [{{}}]' to close the direction, or delete the line");
            }
        }
    }
}
