using System.Globalization;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Replaying;

/// <summary>The ports that an item of a proposed rule opens; all of them are single numbers.</summary>
internal static class ItemPorts
{
    /// <summary>Puts the ports of an item in place of what the list held.</summary>
    public static void Read(DirectionItem item, List<ProtocolPort> ports)
    {
        ports.Clear();
        for (int i = 0; i < (item.ToPorts?.Count ?? 0); i++)
        {
            IReadOnlyList<PortProtocol> opened = item.ToPorts![i].Ports;
            for (int j = 0; j < opened.Count; j++)
            {
                ports.Add(new ProtocolPort(ProtocolOf(opened[j].Protocol), ushort.Parse(opened[j].Port, CultureInfo.InvariantCulture)));
            }
        }

        foreach (IcmpField field in item.Icmps ?? [])
        {
            ports.Add(new ProtocolPort(field.Family == "IPv6" ? Protocol.IcmpV6 : Protocol.IcmpV4, ushort.Parse(field.Type, CultureInfo.InvariantCulture)));
        }
    }

    private static Protocol ProtocolOf(string? name) => name switch
    {
        "TCP" => Protocol.Tcp,
        "UDP" => Protocol.Udp,
        "SCTP" => Protocol.Sctp,
        _ => Protocol.Unknown,
    };
}
