using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>What flags, ports and connection tracking say of one packet's place in its connection.</summary>
internal static class PacketFacts
{
    /// <summary>The first port that Linux gives to clients by default (net.ipv4.ip_local_port_range).</summary>
    public const ushort FirstEphemeralPort = 32768;

    /// <summary>Whether the packet opens a TCP connection.</summary>
    public static bool IsSyn(in Flow flow) =>
        flow.Protocol == Protocol.Tcp && (flow.TcpFlags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn;

    /// <summary>Whether the packet is a server's answer to the opening one.</summary>
    public static bool AnswersSyn(in Flow flow) =>
        flow.Protocol == Protocol.Tcp && (flow.TcpFlags & (TcpFlags.Syn | TcpFlags.Ack)) == (TcpFlags.Syn | TcpFlags.Ack);

    /// <summary>Whether a trace stands for a new connection: not the second sight of it after masquerade, nor on its way to the proxy.</summary>
    public static bool IsFirstSightOfConnection(in Flow flow, bool opens)
    {
        bool secondSight = flow.ObservationPoint == ObservationPoint.ToProxy
            || (flow.ObservationPoint == ObservationPoint.ToNetwork && !flow.SourceXlated.IsNone);
        bool isNew = flow.TraceReason switch
        {
            TraceReason.New => true,
            TraceReason.Unknown => opens || flow.Protocol != Protocol.Tcp,
            _ => false,
        };
        return isNew && !secondSight;
    }

    /// <summary>
    /// Whether connection tracking may have the direction wrong: an entry made from the middle of a connection (agent restart, expired
    /// entry) takes the first packet that it sees for the opening one. A SYN proves otherwise.
    /// </summary>
    public static bool MayBeBackwards(in Flow flow, bool reply)
    {
        if (!flow.Protocol.HasPorts() || flow.AggregateCount > 0 || flow.SourcePort == 0)
        {
            return false;
        }

        bool tcp = flow.Protocol == Protocol.Tcp;
        if (tcp && (flow.TcpFlags & TcpFlags.Syn) != 0)
        {
            return false;
        }

        (ushort client, ushort server) = reply
            ? (flow.DestinationPort, flow.SourcePort)
            : (flow.SourcePort, flow.DestinationPort);
        bool portsLookBackwards = client < FirstEphemeralPort && server >= FirstEphemeralPort;
        bool middleTakenForStart = tcp && !reply && flow.TraceReason == TraceReason.New;
        return portsLookBackwards || middleTakenForStart;
    }
}
