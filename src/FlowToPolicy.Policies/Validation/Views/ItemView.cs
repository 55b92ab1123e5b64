using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>One item of a direction with its path.</summary>
/// <param name="Owner">The rule that it stands in.</param>
/// <param name="Item">The item.</param>
/// <param name="Path">Its path.</param>
/// <param name="Direction">The direction.</param>
/// <param name="IsDeny">Whether it denies.</param>
internal sealed record ItemView(RuleView Owner, DirectionItem Item, FieldPath Path, PolicyDirection Direction, bool IsDeny)
{
    /// <summary>The policy.</summary>
    public PolicyView Policy => Owner.Policy;

    /// <summary>Whether it is about ingress.</summary>
    public bool IsIngress => Direction == PolicyDirection.Ingress;

    /// <summary>Whether it names peers of any kind, or excludes everybody by an empty list.</summary>
    public bool NamesPeers =>
        Item.Endpoints is not null || Item.Entities is not null || Item.Cidrs is not null || Item.CidrSets is not null || Item.Nodes is not null
        || Item.Requires is not null || Item.Fqdns is { Count: > 0 } || Item.Services is { Count: > 0 } || Item.Groups is { Count: > 0 };

    /// <summary>Whether it has ports or ICMP types, so that it does not mean all traffic.</summary>
    public bool NamesPorts => Item.ToPorts is { Count: > 0 } || Item.Icmps is not null;

    /// <summary>The path of a field that is named by its side: <c>Endpoints</c> for <c>fromEndpoints</c> or <c>toEndpoints</c>.</summary>
    public FieldPath Peer(string kind) => Path.Key(PeerName(kind));

    /// <summary>The name of a field that is named by its side.</summary>
    public string PeerName(string kind) => (IsIngress ? "from" : "to") + kind;

    /// <summary>The pod selectors with their paths.</summary>
    public IEnumerable<(LabelSelector Selector, FieldPath Path)> Endpoints() =>
        (Item.Endpoints ?? []).Select((selector, index) => (selector, Peer("Endpoints").Item(index)));

    /// <summary>The entities with their paths.</summary>
    public IEnumerable<(string Name, FieldPath Path)> Entities() => (Item.Entities ?? []).Select((name, index) => (name, Peer("Entities").Item(index)));

    /// <summary>The entries of <c>toPorts</c> with their paths.</summary>
    public IEnumerable<(PortRule Rule, FieldPath Path)> PortRules() =>
        (Item.ToPorts ?? []).Select((rule, index) => (rule, Path.Key("toPorts").Item(index)));

    /// <summary>The ports with their paths.</summary>
    public IEnumerable<(PortProtocol Port, PortRule Rule, FieldPath Path)> Ports() =>
        PortRules().SelectMany(entry => entry.Rule.Ports.Select((port, index) => (port, entry.Rule, entry.Path.Key("ports").Item(index))));

    /// <summary>The prefixes with their paths, those with exceptions too; groups have none.</summary>
    public IEnumerable<(string Cidr, IReadOnlyList<string> Except, FieldPath Path)> Prefixes() =>
    [
        .. (Item.Cidrs ?? []).Select((cidr, index) => (cidr, (IReadOnlyList<string>)[], Peer("CIDR").Item(index))),
        .. (Item.CidrSets ?? []).Select((set, index) => (set.Cidr, set.Except, Peer("CIDRSet").Item(index).Key("cidr"))).Where(entry => entry.Cidr.Length > 0),
    ];
}
