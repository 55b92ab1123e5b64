using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An empty list of peers selects nobody.</summary>
internal sealed class EmptyPeerList : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P302",
        Name = "empty-peer-list",
        Title = "An empty list of peers selects nobody",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Many read an empty list as \"all\". For endpoints, entities, prefixes and nodes Cilium takes it as it stands: no peer is in it, so the item allows nothing.",
        Instead = "Write `- {}` in the list for the pods of the namespace, or an entity such as `all`; delete the item if nobody is meant.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints: []
            """),
        Good = Example.Policy("""
            ingress:
            - fromEntities:
              - cluster
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        policy.Items.SelectMany(item => EmptyLists(item.Item).Select(kind => new Remark(
            item.Peer(kind),
            $"{item.PeerName(kind)} is an empty list: it selects nobody, so the item {(item.IsDeny ? "denies" : "allows")} nothing",
            kind == "Endpoints" ? "write '- {}' for all pods of the namespace, or delete the item" : "name the peers, or delete the item")));

    private static IEnumerable<string> EmptyLists(DirectionItem item)
    {
        (string Kind, bool IsEmpty)[] lists =
        [
            ("Endpoints", item.Endpoints is { Count: 0 }),
            ("Entities", item.Entities is { Count: 0 }),
            ("CIDR", item.Cidrs is { Count: 0 }),
            ("CIDRSet", item.CidrSets is { Count: 0 }),
            ("Nodes", item.Nodes is { Count: 0 }),
        ];
        return lists.Where(list => list.IsEmpty).Select(list => list.Kind);
    }
}
