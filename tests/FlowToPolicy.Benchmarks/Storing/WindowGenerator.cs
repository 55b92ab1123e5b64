using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Benchmarks.Storing;

/// <summary>Flows of a made-up cluster: workloads that call each other, the DNS and the world, seen at both ends by their nodes.</summary>
internal sealed class WindowGenerator
{
    private const int EdgesOfWorkload = 10;

    private readonly Random _random;
    private readonly (Endpoint Client, Endpoint Server, Address From, Address To, ushort Port, NameList Names)[] _edges;
    private readonly string[] _nodes;

    public WindowGenerator(int edges, int nodes, int seed)
    {
        _random = new Random(seed);
        _nodes = [.. Enumerable.Range(1, nodes).Select(node => $"default/worker-{node}")];
        var table = new EndpointTable();
        Endpoint[] pods = [.. Enumerable.Range(0, Math.Max(2, edges / EdgesOfWorkload)).Select(i => table.Intern(Pod(i)))];
        Endpoint world = table.Intern(Endpoint.Nothing with { Identity = 2, Labels = LabelSet.Parse("reserved:world") });
        _edges = [.. Enumerable.Range(0, edges).Select(i => Edge(i, pods, world))];
    }

    /// <summary>Gives one connection of an edge, its opening packet at both ends and the reply, to a sink.</summary>
    public void Connect(int edge, long time, IFlowSink sink)
    {
        (Endpoint client, Endpoint server, Address from, Address to, ushort port, NameList names) = _edges[edge];
        Address peer = server.PodName.Length > 0 ? to : Address.V4((uint)(0xCB007100 + _random.Next(20)));
        Flow opening = Flow.Blank with
        {
            Time = time,
            Type = FlowType.L3L4,
            Event = FlowEvent.Trace,
            Verdict = Verdict.Forwarded,
            Source = client,
            Destination = server,
            SourceAddress = from,
            DestinationAddress = peer,
            Protocol = Protocol.Tcp,
            SourcePort = 40000,
            DestinationPort = port,
            TcpFlags = TcpFlags.Syn,
            IsReply = false,
            TraceReason = TraceReason.New,
            ObservationPoint = ObservationPoint.ToOverlay,
            DestinationNames = names,
        };
        sink.Accept(opening with { NodeName = Node(), Uuid = Uuid() });
        sink.Accept(opening with { NodeName = Node(), Uuid = Uuid(), Time = time + 3000, ObservationPoint = ObservationPoint.ToEndpoint });
        sink.Accept(opening with
        {
            NodeName = Node(),
            Uuid = Uuid(),
            Time = time + 9000,
            Source = server,
            Destination = client,
            SourceAddress = peer,
            DestinationAddress = from,
            SourcePort = port,
            DestinationPort = 40000,
            TcpFlags = TcpFlags.Syn | TcpFlags.Ack,
            IsReply = true,
            TraceReason = TraceReason.Reply,
            ObservationPoint = ObservationPoint.ToEndpoint,
            DestinationNames = NameList.Empty,
        });
    }

    private static Endpoint Pod(int i) => new(
        (uint)(100 + i),
        (uint)(20000 + i),
        "default",
        $"team-{i % 20}",
        $"service-{i}-6c9f7d5b8-k2x4q",
        LabelSet.Parse(
            $"k8s:app.kubernetes.io/name=service-{i}",
            $"k8s:app.kubernetes.io/part-of=product-{i % 20}",
            "k8s:io.cilium.k8s.policy.cluster=default",
            $"k8s:io.cilium.k8s.policy.serviceaccount=service-{i}",
            $"k8s:io.kubernetes.pod.namespace=team-{i % 20}"),
        "Deployment",
        $"service-{i}");

    private (Endpoint Client, Endpoint Server, Address From, Address To, ushort Port, NameList Names) Edge(int i, Endpoint[] pods, Endpoint world)
    {
        int client = i / EdgesOfWorkload % pods.Length, server = (client + 1 + _random.Next(pods.Length - 1)) % pods.Length;
        bool leaves = i % EdgesOfWorkload == 0;
        return (
            pods[client],
            leaves ? world : pods[server],
            Address.V4((uint)(0x0A000000 + client)),
            Address.V4((uint)(0x0A000000 + server)),
            (ushort)(leaves ? 443 : 8000 + (i % EdgesOfWorkload)),
            leaves ? NameList.Of([$"api-{i % 50}.example.com"]) : NameList.Empty);
    }

    private string Node() => _nodes[_random.Next(_nodes.Length)];

    private Guid Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
