using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>Traffic through Cilium's Ingress or Gateway does not arrive as world.</summary>
internal sealed class WorldIngress : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P310",
        Name = "world-ingress",
        Title = "Traffic through Cilium's Ingress or Gateway does not arrive as world",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Why = "Requests that come in through Cilium's own Ingress or Gateway API carry the identity `ingress`, whoever sent them. A rule for `world` lets in clients that reach the pod directly or through a load balancer, and none that come through the gateway.",
        Instead = "Add the entity `ingress` where the pod stands behind Cilium's Ingress or Gateway.",
        Bad = Example.Policy("""
            ingress:
            - fromEntities:
              - world
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromEntities:
              - world
              - ingress
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from rule in policy.Rules
        let items = rule.Items.Where(item => item.IsIngress && !item.IsDeny).ToList()
        where !items.Exists(item => item.Entities().Any(entity => entity.Name is "ingress" or "all" or "cluster"))
        from item in items
        from entity in item.Entities()
        where entity.Name == "world"
        select new Remark(
            entity.Path,
            "'world' does not let in what comes through Cilium's Ingress or Gateway",
            "add the entity ingress if the pods stand behind it");
}
