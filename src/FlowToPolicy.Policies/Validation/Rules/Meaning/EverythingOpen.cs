using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>The rule opens all ports for the world or for everybody.</summary>
internal sealed class EverythingOpen : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P327",
        Name = "everything-open",
        Title = "The rule opens all ports for the world or for everybody",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "`world`, `all`, `0.0.0.0/0` or `::/0` without ports, and an item without peers in a NetworkPolicy, leave the direction as open as it was without a policy. Such a policy protects nothing.",
        Instead = "Name the ports, and narrower peers.",
        Bad = Example.Policy("""
            ingress:
            - fromEntities:
              - all
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
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        foreach (ItemView item in policy.Items.Where(item => !item.IsDeny && IsEveryPort(item)))
        {
            foreach ((FieldPath path, string what) in Wide(item))
            {
                yield return Say(path, what, item.IsIngress);
            }
        }

        foreach (KubernetesItemView item in policy.KubernetesItems.Where(item => item.Item.Ports is not { Count: > 0 }))
        {
            if (item.Item.Peers is not { Count: > 0 })
            {
                yield return Say(item.Path, "the item without peers", item.IsIngress);
            }

            foreach ((Model.NetworkPolicyPeer peer, FieldPath path) in item.Peers().Where(entry => entry.Peer.Block is { } block && IsWhole(block.Cidr, block.Except)))
            {
                yield return Say(path.Key("ipBlock"), $"'{peer.Block!.Cidr}'", item.IsIngress);
            }
        }
    }

    private static bool IsEveryPort(ItemView item) =>
        item.Item.Icmps is null && (item.Item.ToPorts is not { Count: > 0 } || SubjectPort.Of(item).Any(port => port.Spec is { Name: null, First: 0, Last: ushort.MaxValue, Doubt: null }));

    private static IEnumerable<(FieldPath Path, string What)> Wide(ItemView item)
    {
        foreach ((string name, FieldPath path) in item.Entities().Where(entity => entity.Name is "all" or "world"))
        {
            yield return (path, $"'{name}'");
        }

        foreach ((string cidr, IReadOnlyList<string> except, FieldPath path) in item.Prefixes().Where(prefix => IsWhole(prefix.Cidr, prefix.Except)))
        {
            yield return (path, $"'{cidr}'");
        }

        if (!item.NamesPeers && item.NamesPorts && !IgnoredEmptyList.Holds(item))
        {
            yield return (item.Path, "the item without peers");
        }
    }

    private static bool IsWhole(string cidr, IReadOnlyList<string> except) => except.Count == 0 && Prefix.TryParse(cidr, out Prefix prefix) && prefix.Length == 0;

    private static Remark Say(FieldPath path, string what, bool isIngress) =>
        new(path, what.Contains('/', StringComparison.Ordinal)
            ? $"{what} without ports opens {(isIngress ? "ingress" : "egress")} to the whole world outside the cluster"
            : $"{what} without ports leaves {(isIngress ? "ingress" : "egress")} as open as without a policy", "name the ports, and narrower peers");
}
