using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>Reads <c>flow.Layer4</c>: transport, ports, TCP flags, ICMP type.</summary>
internal static class Layer4Wire
{
    /// <summary>Fills the transport fields of <paramref name="flow"/>.</summary>
    /// <returns><see cref="WireMessage.Flow"/>, or what is wrong.</returns>
    public static WireMessage Read(ReadOnlySpan<byte> message, ref Flow flow)
    {
        WireMessage outcome = WireMessage.Flow;
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            Protocol protocol = tag switch
            {
                (1 << 3) | WireReader.Bytes => Protocol.Tcp,
                (2 << 3) | WireReader.Bytes => Protocol.Udp,
                (3 << 3) | WireReader.Bytes => Protocol.IcmpV4,
                (4 << 3) | WireReader.Bytes => Protocol.IcmpV6,
                (5 << 3) | WireReader.Bytes => Protocol.Sctp,
                (6 << 3) | WireReader.Bytes => Protocol.Vrrp,
                (7 << 3) | WireReader.Bytes => Protocol.Igmp,
                _ => Protocol.Unknown,
            };
            if (protocol == Protocol.Unknown)
            {
                reader.Skip(tag);
                continue;
            }

            if (flow.Protocol != protocol)
            {
                // A oneof: of several transports the last one counts.
                flow.Protocol = protocol;
                flow.SourcePort = flow.DestinationPort = 0;
                flow.TcpFlags = TcpFlags.None;
            }

            outcome = Max(outcome, ReadTransport(reader.ReadBytes(), ref flow));
        }

        return reader.Damaged ? WireMessage.Damaged : outcome;
    }

    private static WireMessage ReadTransport(ReadOnlySpan<byte> message, ref Flow flow)
    {
        bool damaged = false;
        uint source = flow.SourcePort, destination = flow.DestinationPort;
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | WireReader.Varint when flow.Protocol.IsIcmp():
                    destination = reader.ReadUInt32();
                    break;
                case (1 << 3) | WireReader.Varint when flow.Protocol.HasPorts():
                    source = reader.ReadUInt32();
                    break;
                case (2 << 3) | WireReader.Varint when flow.Protocol.HasPorts():
                    destination = reader.ReadUInt32();
                    break;
                case (3 << 3) | WireReader.Bytes when flow.Protocol == Protocol.Tcp:
                    flow.TcpFlags = ReadFlags(reader.ReadBytes(), flow.TcpFlags, ref damaged);
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        if (source > ushort.MaxValue || destination > (flow.Protocol.IsIcmp() ? byte.MaxValue : ushort.MaxValue))
        {
            return WireMessage.NotAFlow;
        }

        flow.SourcePort = (ushort)source;
        flow.DestinationPort = (ushort)destination;
        return damaged || reader.Damaged ? WireMessage.Damaged : WireMessage.Flow;
    }

    private static TcpFlags ReadFlags(ReadOnlySpan<byte> message, TcpFlags flags, ref bool damaged)
    {
        var reader = new WireReader(message);
        while (reader.Next(out uint tag))
        {
            // Field n is bit n - 1 of the TCP header's flags, FIN 1 to NS 9.
            if ((tag & 7) == WireReader.Varint && tag >> 3 <= 9)
            {
                var flag = (TcpFlags)(1 << (int)((tag >> 3) - 1));
                flags = reader.ReadBool() ? flags | flag : flags & ~flag;
            }
            else
            {
                reader.Skip(tag);
            }
        }

        damaged |= reader.Damaged;
        return flags;
    }

    private static WireMessage Max(WireMessage left, WireMessage right) => left > right ? left : right;
}
