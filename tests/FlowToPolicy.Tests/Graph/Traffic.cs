using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Graph;

/// <summary>Flows as agents would write them, one call an event; tests read as a story of what happened.</summary>
internal sealed class Traffic
{
    private readonly List<Flow> _flows = [];
    private long _time = new DateTime(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc).Ticks;
    private int _serial;

    public IReadOnlyList<Flow> Flows => _flows;

    /// <summary>A whole connection, seen at both sides with its reply.</summary>
    public Traffic Connection(Party client, Party server, ushort port, Protocol protocol = Protocol.Tcp) =>
        Left(client, server, port, protocol).Arrived(client, server, port, protocol).Answered(client, server, port, protocol);

    /// <summary>The first packet leaves the client's node.</summary>
    public Traffic Left(Party client, Party server, ushort port, Protocol protocol = Protocol.Tcp, Func<Flow, Flow>? change = null) =>
        Add(Packet(client, server, 40000, port, protocol, client.Node) with
        {
            Event = FlowEvent.Trace,
            Verdict = Verdict.Forwarded,
            ObservationPoint = ObservationPoint.ToOverlay,
            TraceReason = TraceReason.New,
            Direction = TrafficDirection.Egress,
            IsReply = false,
        }, change);

    /// <summary>The first packet reaches the server; since 1.16 the flow says EGRESS all the same.</summary>
    public Traffic Arrived(Party client, Party server, ushort port, Protocol protocol = Protocol.Tcp, Func<Flow, Flow>? change = null) =>
        Add(Packet(client, server, 40000, port, protocol, server.Node) with
        {
            Event = FlowEvent.Trace,
            Verdict = Verdict.Forwarded,
            ObservationPoint = ObservationPoint.ToEndpoint,
            TraceReason = TraceReason.New,
            Direction = TrafficDirection.Egress,
            IsReply = false,
        }, change);

    /// <summary>The reply reaches the client.</summary>
    public Traffic Answered(Party client, Party server, ushort port, Protocol protocol = Protocol.Tcp, Func<Flow, Flow>? change = null) =>
        Add(Packet(server, client, port, 40000, protocol, client.Node) with
        {
            Event = FlowEvent.Trace,
            Verdict = Verdict.Forwarded,
            ObservationPoint = ObservationPoint.ToEndpoint,
            TraceReason = TraceReason.Reply,
            Direction = TrafficDirection.Egress,
            IsReply = true,
            TcpFlags = protocol == Protocol.Tcp ? TcpFlags.Syn | TcpFlags.Ack : TcpFlags.None,
        }, change);

    /// <summary>A policy decision at one side.</summary>
    public Traffic Verdicts(Party client, Party server, ushort port, TrafficDirection direction, Verdict verdict, int reason = 0, Func<Flow, Flow>? change = null) =>
        Add(Packet(client, server, 40000, port, Protocol.Tcp, direction == TrafficDirection.Ingress ? server.Node : client.Node) with
        {
            Event = FlowEvent.PolicyVerdict,
            Verdict = verdict,
            DropReason = reason,
            Direction = direction,
            IsReply = verdict == Verdict.Dropped ? null : false,
        }, change);

    /// <summary>A packet is dropped at one side.</summary>
    public Traffic Dropped(Party client, Party server, ushort port, TrafficDirection direction, int reason = DropReason.PolicyDenied, Protocol protocol = Protocol.Tcp, Func<Flow, Flow>? change = null) =>
        Add(Packet(client, server, 40000, port, protocol, direction == TrafficDirection.Ingress ? server.Node : client.Node) with
        {
            Event = FlowEvent.Drop,
            Verdict = Verdict.Dropped,
            DropReason = reason,
            Direction = direction,
            IsReply = null,
        }, change);

    /// <summary>The DNS proxy shows an answer to a client.</summary>
    public Traffic DnsAnswer(Party client, Party resolver, string name, params string[] addresses) =>
        Add(Packet(resolver, client, 53, 40000, Protocol.Udp, client.Node) with
        {
            Event = FlowEvent.L7,
            Type = FlowType.L7,
            Verdict = Verdict.Forwarded,
            Direction = TrafficDirection.Egress,
            IsReply = true,
            L7 = L7Protocol.Dns,
            L7Type = L7Type.Response,
            DnsQuery = name,
            DnsAnswers = addresses.Select(Address.Parse).ToArray(),
        });

    /// <summary>Folds all of it.</summary>
    public CommunicationGraph Graph() => Fold(_flows).Build();

    /// <summary>Folds some flows.</summary>
    public static GraphBuilder Fold(IEnumerable<Flow> flows)
    {
        var builder = new GraphBuilder();
        var endpoints = new EndpointTable();
        foreach (Flow flow in flows)
        {
            Flow interned = flow with { Source = endpoints.Intern(flow.Source), Destination = endpoints.Intern(flow.Destination) };
            builder.Accept(interned);
        }

        return builder;
    }

    public Traffic Add(Flow flow, Func<Flow, Flow>? change = null)
    {
        _flows.Add(change is null ? flow : change(flow));
        return this;
    }

    public Flow Packet(Party source, Party destination, ushort sourcePort, ushort destinationPort, Protocol protocol, string node) => Flow.Blank with
    {
        Time = _time += TimeSpan.TicksPerSecond,
        Uuid = new Guid(++_serial, 0, 0, new byte[8]),
        Type = FlowType.L3L4,
        Source = source.SeenFrom(node),
        Destination = destination.SeenFrom(node),
        SourceAddress = Address.Parse(source.Address),
        DestinationAddress = Address.Parse(destination.Address),
        Protocol = protocol,
        SourcePort = sourcePort,
        DestinationPort = destinationPort,
        TcpFlags = protocol == Protocol.Tcp ? TcpFlags.Syn : TcpFlags.None,
        NodeName = "default/" + node,
    };
}
