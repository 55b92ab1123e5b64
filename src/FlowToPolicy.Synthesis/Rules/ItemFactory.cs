using System.Globalization;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>Makes the items of a rule for one peer and its ports.</summary>
/// <param name="detail">How much evidence stands in comments.</param>
/// <param name="dns">What <c>rules.dns</c> holds; null for plain DNS ports.</param>
internal sealed class ItemFactory(EvidenceDetail detail, IReadOnlyList<FqdnSelector>? dns)
{
    // Cilium refuses more than 40 ports, or ICMP fields, in an item (pkg/policy/api/rule_validation.go).
    private const int MostPorts = 40;

    // Made when first asked for; made twice at once, the two say the same.
    private static readonly string?[] Numbers = new string?[ushort.MaxValue + 1];

    /// <summary>How much evidence stands in comments.</summary>
    public EvidenceDetail Detail { get; } = detail;

    /// <summary>Adds the items: plain ports, DNS, and ICMP apart, because rules and <c>icmps</c> are about a whole item.</summary>
    /// <param name="items">Where they are added.</param>
    /// <param name="peer">The item that names the peer.</param>
    /// <param name="description">Who that is, for comments.</param>
    /// <param name="uses">The ports, sorted.</param>
    public void AddItems(List<DirectionItem> items, DirectionItem peer, IReadOnlyList<string> description, ReadOnlySpan<PortUse> uses)
    {
        IReadOnlyList<string> comments = Detail == EvidenceDetail.None ? peer.Comments : description;
        if (uses is [var only] && only.Port.Protocol.HasPorts())
        {
            // Nearly every peer has one port.
            items.Add(WithPorts(peer, comments, [Port(only)], IsFiltered(only) ? dns : null));
            return;
        }

        PortUse[] all = uses.ToArray();
        items.AddRange(all.Where(use => use.Port.Protocol.HasPorts() && !IsFiltered(use)).Select(Port).Chunk(MostPorts)
            .Select(ports => WithPorts(peer, comments, ports, null)));
        items.AddRange(all.Where(IsFiltered).Select(Port).Chunk(MostPorts).Select(ports => WithPorts(peer, comments, ports, dns)));
        items.AddRange(all.Where(use => use.Port.Protocol.IsIcmp()).Select(Icmp).Chunk(MostPorts)
            .Select(fields => peer with { Comments = comments, Icmps = fields }));
    }

    private static DirectionItem WithPorts(
        DirectionItem peer, IReadOnlyList<string> comments, IReadOnlyList<PortProtocol> ports, IReadOnlyList<FqdnSelector>? questions) =>
        peer with { Comments = comments, ToPorts = [new PortRule { Ports = ports, Dns = questions }] };

    private static string Number(ServicePort port) => Numbers[port.Port] ??= port.Port.ToString(CultureInfo.InvariantCulture);

    private bool IsFiltered(PortUse use) => use.IsDns && dns is not null;

    private static PortProtocol Port(PortUse use) => new()
    {
        Port = Number(use.Port),
        Protocol = use.Port.Protocol.Name(),
        Comments = use.Comments,
    };

    private static IcmpField Icmp(PortUse use) => new()
    {
        Family = use.Port.Protocol == Protocol.IcmpV4 ? "IPv4" : "IPv6",
        Type = Number(use.Port),
        Comments = use.Comments,
    };
}
