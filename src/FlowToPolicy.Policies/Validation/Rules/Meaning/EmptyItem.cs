using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An empty item of a Cilium policy allows nothing.</summary>
internal sealed class EmptyItem : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P301",
        Name = "empty-item",
        Title = "An empty item of a Cilium policy allows nothing",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "In a Kubernetes NetworkPolicy `- {}` lets everybody in. In a Cilium policy it closes the direction and opens nothing. Alone it is the documented way to deny everything, and only worth knowing; beside other items it has no effect at all.",
        Instead = "To let everybody in, write `fromEntities: [all]`; to close the direction, leave `- {}` as the only item.",
        Bad = Example.Policy("""
            ingress:
            - {}
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        foreach (ItemView item in policy.Items.Where(item => item.Item.IsEmpty))
        {
            string side = item.IsIngress ? "ingress" : "egress";
            bool alone = item.Owner.Items.All(other => other.Direction != item.Direction || other.Item.IsEmpty);
            yield return alone
                ? new Remark(item.Path, $"the empty item closes {side} and allows nothing, unlike in a Kubernetes NetworkPolicy", $"leave it if all {side} is to be denied; write {item.PeerName("Entities")}: [all] to allow everything")
                {
                    Severity = ValidationSeverity.Info,
                }
                : new Remark(item.Path, "the empty item allows nothing; the other items already close the direction", $"delete it, or write {item.PeerName("Entities")}: [all] if everybody is meant");
        }
    }
}
