using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Reads <c>flow.Layer4</c>: protocol, ports (or the ICMP type) and TCP flags.</summary>
internal static class Layer4Json
{
    /// <summary>Fills the transport of <paramref name="flow"/> from the object that comes next.</summary>
    public static void Read(ref JsonCursor json, ref Flow flow)
    {
        flow.Protocol = Protocol.Unknown;
        if (!json.EnterObject("l4"))
        {
            return;
        }

        while (json.NextField(out ReadOnlySpan<byte> name))
        {
            Protocol protocol = ProtocolOf(name);
            if (protocol == Protocol.Unknown)
            {
                json.Skip();
            }
            else if (json.EnterObject("l4"))
            {
                flow.Protocol = protocol;
                ReadHeader(ref json, ref flow);
            }
        }
    }

    /// <summary>The protocol of a header's name; unknown for others.</summary>
    public static Protocol ProtocolOf(ReadOnlySpan<byte> name)
    {
        if (name.Length is 3 or 4)
        {
            return name.SequenceEqual("TCP"u8) ? Protocol.Tcp
                : name.SequenceEqual("UDP"u8) ? Protocol.Udp
                : name.SequenceEqual("SCTP"u8) ? Protocol.Sctp
                : name.SequenceEqual("VRRP"u8) ? Protocol.Vrrp
                : name.SequenceEqual("IGMP"u8) ? Protocol.Igmp : Protocol.Unknown;
        }

        return name.SequenceEqual("ICMPv4"u8) ? Protocol.IcmpV4
            : name.SequenceEqual("ICMPv6"u8) ? Protocol.IcmpV6 : Protocol.Unknown;
    }

    private static void ReadHeader(ref JsonCursor json, ref Flow flow)
    {
        flow.SourcePort = 0;
        flow.DestinationPort = 0;
        flow.TcpFlags = TcpFlags.None;
        bool hasPorts = flow.Protocol.HasPorts(), isIcmp = flow.Protocol.IsIcmp();
        while (json.NextField(out ReadOnlySpan<byte> name))
        {
            if (hasPorts && name.SequenceEqual("source_port"u8))
            {
                flow.SourcePort = (ushort)json.ReadNumber("source_port", 0, ushort.MaxValue);
            }
            else if (hasPorts && name.SequenceEqual("destination_port"u8))
            {
                flow.DestinationPort = (ushort)json.ReadNumber("destination_port", 0, ushort.MaxValue);
            }
            else if (isIcmp && name.SequenceEqual("type"u8))
            {
                flow.DestinationPort = (ushort)json.ReadNumber("ICMP type", 0, byte.MaxValue);
            }
            else if (flow.Protocol == Protocol.Tcp && name.SequenceEqual("flags"u8))
            {
                flow.TcpFlags = ReadFlags(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static TcpFlags ReadFlags(ref JsonCursor json)
    {
        var flags = TcpFlags.None;
        if (json.EnterObject("flags"))
        {
            while (json.NextField(out ReadOnlySpan<byte> name))
            {
                TcpFlags flag = FlagOf(name);
                flags = json.ReadBool("flags") == true ? flags | flag : flags & ~flag;
            }
        }

        return flags;
    }

    /// <summary>The flag of a name; none for others.</summary>
    public static TcpFlags FlagOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("SYN"u8) ? TcpFlags.Syn
        : name.SequenceEqual("ACK"u8) ? TcpFlags.Ack
        : name.SequenceEqual("PSH"u8) ? TcpFlags.Psh
        : name.SequenceEqual("FIN"u8) ? TcpFlags.Fin
        : name.SequenceEqual("RST"u8) ? TcpFlags.Rst
        : name.SequenceEqual("URG"u8) ? TcpFlags.Urg
        : name.SequenceEqual("ECE"u8) ? TcpFlags.Ece
        : name.SequenceEqual("CWR"u8) ? TcpFlags.Cwr
        : name.SequenceEqual("NS"u8) ? TcpFlags.Ns : TcpFlags.None;
}
