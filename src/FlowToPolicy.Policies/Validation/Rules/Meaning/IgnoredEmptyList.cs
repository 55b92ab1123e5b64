using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An empty toFQDNs, toServices or toGroups opens the ports to everybody.</summary>
internal sealed class IgnoredEmptyList : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P305",
        Name = "ignored-empty-list",
        Title = "An empty toFQDNs, toServices or toGroups opens the ports to everybody",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Unlike the other peers, these lists count as absent when they are empty. The item then has no peers, and an item with ports and no peers means every destination.",
        Instead = "Name the peers, or delete the item.",
        Bad = Example.Egress("""
            - toFQDNs: []
              toPorts:
              - ports:
                - port: "443"
                  protocol: TCP
            """),
        Good = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: db
              toPorts:
              - ports:
                - port: "443"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        foreach (ItemView item in policy.Items)
        {
            (string Name, bool IsEmpty)[] lists =
            [
                ("toFQDNs", item.Item.Fqdns is { Count: 0 }),
                ("toServices", item.Item.Services is { Count: 0 }),
                (item.PeerName("Groups"), item.Item.Groups is { Count: 0 }),
            ];
            foreach ((string name, _) in lists.Where(list => list.IsEmpty))
            {
                yield return new Remark(
                    item.Path.Key(name),
                    item.NamesPeers ? $"{name} is empty and has no effect"
                    : item.NamesPorts ? $"{name} is empty and counts as absent: the ports are {(item.IsDeny ? "closed" : "open")} for everybody"
                    : $"{name} is empty and counts as absent: the item has no effect",
                    "name the peers, or delete the item");
            }
        }
    }

    /// <summary>Whether an item has such a list, so that it means everybody without saying so.</summary>
    public static bool Holds(ItemView item) => item.Item.Fqdns is { Count: 0 } || item.Item.Services is { Count: 0 } || item.Item.Groups is { Count: 0 };
}
