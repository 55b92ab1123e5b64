using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>One DNS name or pattern of a policy with its path.</summary>
/// <param name="Name">The name or pattern.</param>
/// <param name="Path">Its path.</param>
/// <param name="IsDnsRule">Whether it is a DNS rule; otherwise it is an entry of <c>toFQDNs</c>.</param>
internal sealed record NameView(FqdnSelector Name, FieldPath Path, bool IsDnsRule);

/// <summary>Finds the DNS names of a policy.</summary>
internal static class NameViews
{
    /// <summary>The entries of <c>toFQDNs</c> and of <c>rules.dns</c>.</summary>
    public static IEnumerable<NameView> Of(PolicyView policy) => policy.Items.SelectMany(item => OfPeers(item).Concat(OfRules(item)));

    /// <summary>The entries of <c>toFQDNs</c> of an item.</summary>
    public static IEnumerable<NameView> OfPeers(ItemView item) =>
        (item.Item.Fqdns ?? []).Select((name, index) => new NameView(name, item.Path.Key("toFQDNs").Item(index), IsDnsRule: false));

    private static IEnumerable<NameView> OfRules(ItemView item) =>
        item.PortRules().SelectMany(entry => (entry.Rule.Dns ?? []).Select((name, index) =>
            new NameView(name, entry.Path.Key("rules").Key("dns").Item(index), IsDnsRule: true)));
}
