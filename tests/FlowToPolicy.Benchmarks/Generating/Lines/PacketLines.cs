using FlowToPolicy.Benchmarks.Generating.Cluster;

namespace FlowToPolicy.Benchmarks.Generating.Lines;

/// <summary>Lines about packets: traces, policy verdicts, drops.</summary>
internal sealed class PacketLines(LineParts parts)
{
    /// <summary>A trace of the client's packet.</summary>
    public void Forward(Block line, Connection c, GeneratedNode node, Point point, Packet packet, ReadOnlySpan<byte> masked)
    {
        Head(line, c, node, isReply: false, packet, "FORWARDED\""u8, masked);
        Names(line, ",\"destination_names\":["u8, c.Server.Names);
        line.Add(PacketText.Forward(point));
        if (point != Point.FromEndpoint)
        {
            line.Add(packet == Packet.Syn ? ",\"trace_reason\":\"NEW\",\"is_reply\":false"u8 : ",\"trace_reason\":\"ESTABLISHED\",\"is_reply\":false"u8);
        }

        Interface(line, point, point == Point.FromEndpoint ? c.Client : c.Server);
        if (point == Point.ToProxy)
        {
            line.Add(",\"proxy_port\":"u8);
            line.Add(10_000 + (c.Edge.Port % 5000));
        }

        Summary(line, c, packet, isReply: false);
        parts.Finish(line, node);
    }

    /// <summary>A trace of the server's packet.</summary>
    public void Backward(Block line, Connection c, GeneratedNode node, Point point, Packet packet)
    {
        Head(line, c, node, isReply: true, packet, "FORWARDED\""u8, []);
        Names(line, ",\"source_names\":["u8, c.Server.Names);
        line.Add(PacketText.Backward(point));
        line.Add(",\"trace_reason\":\"REPLY\",\"is_reply\":true"u8);
        Interface(line, point, c.Client);
        Summary(line, c, packet, isReply: true);
        parts.Finish(line, node);
    }

    /// <summary>An ICMP error about the client's packet, delivered to the client.</summary>
    public void IcmpError(Block line, Connection c, GeneratedNode node)
    {
        parts.Begin(line, "FORWARDED\""u8);
        LineParts.Ethernet(line, c.Server, c.Client);
        LineParts.Addresses(line, c.Server, [], c.Client.Address);
        line.Add(",\"l4\":{\"ICMPv4\":{\"type\":3,\"code\":3}}"u8);
        LineParts.Ends(line, c.Server.SeenFrom(node.Number), c.Client.SeenFrom(node.Number), "L3_L4"u8, node);
        line.Add(PacketText.Forward(Point.ToEndpoint));
        line.Add(",\"trace_reason\":\"RELATED\",\"is_reply\":false"u8);
        Interface(line, Point.ToEndpoint, c.Client);
        line.Add(",\"Summary\":\"ICMPv4 DestinationUnreachable(Port)\""u8);
        parts.Finish(line, node);
    }

    /// <summary>A verdict that lets the first packet go.</summary>
    public void Verdict(Block line, Connection c, GeneratedNode node, bool isEgress, ReadOnlySpan<byte> verdict, ReadOnlySpan<byte> allowedBy)
    {
        Head(line, c, node, isReply: false, Packet.Syn, verdict, []);
        Names(line, ",\"destination_names\":["u8, c.Server.Names);
        line.Add(isEgress ? ",\"event_type\":{\"type\":5},\"traffic_direction\":\"EGRESS\""u8 : ",\"event_type\":{\"type\":5},\"traffic_direction\":\"INGRESS\""u8);
        if (!allowedBy.IsEmpty)
        {
            line.Add(",\"policy_match_type\":2"u8);
        }

        line.Add(",\"is_reply\":false"u8);
        Summary(line, c, Packet.Syn, isReply: false);
        line.Add(allowedBy);
        parts.Finish(line, node);
    }

    /// <summary>A drop: the drop itself or the verdict that led to it.</summary>
    public void Drop(Block line, Connection c, GeneratedNode node, bool isVerdict, int reason, ReadOnlySpan<byte> name, ReadOnlySpan<byte> deniedBy)
    {
        bool isEgress = c.Edge.Fate == Fate.DeniedAtClient;
        parts.Begin(line, "DROPPED\",\"drop_reason\":"u8);
        line.Add(reason);
        Packets(line, c, node, isReply: false, Packet.Syn, []);
        Names(line, ",\"destination_names\":["u8, c.Server.Names);
        line.Add(isVerdict ? ",\"event_type\":{\"type\":5}"u8 : ",\"event_type\":{\"type\":1,\"sub_type\":"u8);
        if (!isVerdict)
        {
            line.Add(reason);
            line.Add("}"u8);
        }

        line.Add(isEgress ? ",\"traffic_direction\":\"EGRESS\""u8 : ",\"traffic_direction\":\"INGRESS\""u8);
        line.Add(isVerdict ? [] : ",\"file\":{\"name\":\"bpf_lxc.c\",\"line\":2044}"u8);
        line.Add(",\"drop_reason_desc\":\""u8);
        line.Add(name);
        line.Add("\""u8);
        Summary(line, c, Packet.Syn, isReply: false);
        line.Add(deniedBy);
        parts.Finish(line, node);
    }

    /// <summary>A translation in the client's socket: there are no packets yet.</summary>
    public void Socket(Block line, Connection c, GeneratedNode node, bool isTranslated)
    {
        parts.Begin(line, isTranslated ? "TRANSLATED\""u8 : "TRACED\""u8);
        LineParts.Addresses(line, c.Client, [], isTranslated ? c.Server.Address : "10.96.0.50"u8);
        line.Add(",\"l4\":{\"TCP\":{\"destination_port\":"u8);
        line.Add(isTranslated ? c.Edge.Port : 80);
        line.Add("}}"u8);
        LineParts.Ends(line, c.Client.SeenFrom(node.Number), isTranslated ? c.Server.SeenFrom(node.Number) : "{\"labels\":[\"reserved:unknown\"]}"u8, "SOCK"u8, node);
        line.Add(isTranslated ? ",\"event_type\":{\"type\":7,\"sub_type\":2}"u8 : ",\"event_type\":{\"type\":7,\"sub_type\":1}"u8);
        if (!isTranslated && c.Edge.Server is { } server)
        {
            line.Add(server.ServiceName);
        }

        line.Add(isTranslated ? ",\"sock_xlate_point\":\"SOCK_XLATE_POINT_POST_DIRECTION_FWD\",\"socket_cookie\":\""u8
            : ",\"sock_xlate_point\":\"SOCK_XLATE_POINT_PRE_DIRECTION_FWD\",\"socket_cookie\":\""u8);
        line.Add(c.Lot);
        line.Add("\",\"cgroup_id\":\""u8);
        line.Add(9000 + (c.Lot % 900));
        line.Add("\",\"Summary\":\"TCP\""u8);
        parts.Finish(line, node);
    }

    private static void Interface(Block line, Point point, GeneratedEnd pod)
    {
        switch (point)
        {
            case Point.ToEndpoint or Point.FromEndpoint:
                line.Add(pod.Interface);
                break;
            case Point.ToOverlay:
                line.Add(",\"interface\":{\"index\":37,\"name\":\"cilium_vxlan\"}"u8);
                break;
            case Point.ToNetwork:
                line.Add(",\"interface\":{\"index\":2,\"name\":\"eth0\"}"u8);
                break;
            default:
                break;
        }
    }

    private static void Names(Block line, ReadOnlySpan<byte> field, ReadOnlySpan<byte> names)
    {
        if (!names.IsEmpty)
        {
            line.Add(field);
            line.Add(names);
            line.Add("]"u8);
        }
    }

    private static void Summary(Block line, Connection c, Packet packet, bool isReply)
    {
        line.Add(",\"Summary\":\""u8);
        line.Add(c.Edge.Traffic switch
        {
            Traffic.Udp or Traffic.Dns or Traffic.ProxiedDns => "UDP\""u8,
            Traffic.Sctp => "SCTP\""u8,
            Traffic.Ping => isReply ? "ICMPv4 EchoReply\""u8 : "ICMPv4 EchoRequest\""u8,
            _ => PacketText.Summary(packet),
        });
    }

    private void Head(Block line, Connection c, GeneratedNode node, bool isReply, Packet packet, ReadOnlySpan<byte> verdict, ReadOnlySpan<byte> masked)
    {
        parts.Begin(line, verdict);
        Packets(line, c, node, isReply, packet, masked);
    }

    private static void Packets(Block line, Connection c, GeneratedNode node, bool isReply, Packet packet, ReadOnlySpan<byte> masked)
    {
        (GeneratedEnd from, GeneratedEnd to) = isReply ? (c.Server, c.Client) : (c.Client, c.Server);
        (int source, int destination) = isReply ? (c.Edge.Port, c.ClientPort) : (c.ClientPort, c.Edge.Port);
        LineParts.Ethernet(line, from, to);
        LineParts.Addresses(line, from, masked, to.Address);
        switch (c.Edge.Traffic)
        {
            case Traffic.Udp or Traffic.Dns or Traffic.ProxiedDns:
                LineParts.Ports(line, "UDP"u8, source, destination);
                line.Add("}}"u8);
                break;
            case Traffic.Sctp:
                LineParts.Ports(line, "SCTP"u8, source, destination);
                line.Add("}}"u8);
                break;
            case Traffic.Ping:
                line.Add(isReply ? ",\"l4\":{\"ICMPv4\":{}}"u8 : ",\"l4\":{\"ICMPv4\":{\"type\":8}}"u8);
                break;
            default:
                LineParts.Ports(line, "TCP"u8, source, destination);
                line.Add(PacketText.Flags(packet));
                break;
        }

        LineParts.Ends(line, from.SeenFrom(node.Number), to.SeenFrom(node.Number), "L3_L4"u8, node);
    }
}
