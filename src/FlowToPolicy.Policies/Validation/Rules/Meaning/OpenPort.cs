using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>Ports without peers are open for everybody.</summary>
internal sealed class OpenPort : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P326",
        Name = "open-port",
        Title = "Ports without peers are open for everybody",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Why = "An item that names ports and no peers means every source or destination: pods of all namespaces, nodes and the world.",
        Instead = "Name the peers; where everybody is meant, say so with the entity `all`.",
        Bad = Example.Policy("""
            ingress:
            - toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromEntities:
              - all
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        policy.Items
            .Where(item => !item.IsDeny && !item.NamesPeers && item.NamesPorts && !IgnoredEmptyList.Holds(item) && item.Item.Icmps is not { Count: 0 } && (item.Item.Icmps is not null || item.Ports().Any()))
            .Select(item => new Remark(item.Path, $"the item names no peers: it {(item.IsIngress ? "lets everybody in" : "lets the pods reach everybody")} on these {(item.Item.Icmps is null ? "ports" : "ICMP types")}", $"name the peers, or write {item.PeerName("Entities")}: [all]"));
}
