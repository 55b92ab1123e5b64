using System.Globalization;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Comments;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>Makes the items of a rule for one peer and its ports.</summary>
/// <param name="detail">How much evidence stands in comments.</param>
/// <param name="dns">What <c>rules.dns</c> holds; null for plain DNS ports.</param>
internal sealed class ItemFactory(EvidenceDetail detail, IReadOnlyList<FqdnSelector>? dns)
{
    // Cilium refuses more than 40 ports, or ICMP fields, in an item (pkg/policy/api/rule_validation.go).
    private const int MostPorts = 40;

    /// <summary>The items: plain ports, DNS, and ICMP apart, because rules and <c>icmps</c> are about a whole item.</summary>
    public IEnumerable<DirectionItem> Items(DirectionItem peer, string description, IEnumerable<PortUse> uses)
    {
        PortUse[] sorted = [.. uses.OrderBy(use => use.Port)];
        IReadOnlyList<string> comments = detail == EvidenceDetail.None ? peer.Comments : [description];
        if (sorted is [var only] && only.Port.Protocol.HasPorts())
        {
            // Nearly every peer has one port.
            return [WithPorts(peer, comments, sorted, IsFiltered(only) ? dns : null)];
        }

        return
        [
            .. sorted.Where(use => use.Port.Protocol.HasPorts() && !IsFiltered(use)).Chunk(MostPorts).Select(chunk => WithPorts(peer, comments, chunk, null)),
            .. sorted.Where(IsFiltered).Chunk(MostPorts).Select(chunk => WithPorts(peer, comments, chunk, dns)),
            .. sorted.Where(use => use.Port.Protocol.IsIcmp()).Chunk(MostPorts).Select(chunk => peer with { Comments = comments, Icmps = [.. chunk.Select(Icmp)] }),
        ];
    }

    private DirectionItem WithPorts(DirectionItem peer, IReadOnlyList<string> comments, PortUse[] uses, IReadOnlyList<FqdnSelector>? questions) =>
        peer with { Comments = comments, ToPorts = [new PortRule { Ports = [.. uses.Select(Port)], Dns = questions }] };

    private static string Number(ServicePort port) => port.Port.ToString(CultureInfo.InvariantCulture);

    private bool IsFiltered(PortUse use) => use.IsDns && dns is not null;

    private PortProtocol Port(PortUse use) => new()
    {
        Port = Number(use.Port),
        Protocol = use.Port.Protocol.Name(),
        Comments = use.Evidence.Lines(detail),
    };

    private IcmpField Icmp(PortUse use) => new()
    {
        Family = use.Port.Protocol == Protocol.IcmpV4 ? "IPv4" : "IPv6",
        Type = Number(use.Port),
        Comments = use.Evidence.Lines(detail),
    };
}
