using System.Globalization;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Benchmarks.Proposing;

/// <summary>
/// Flows of a made-up cluster with an exact number of edges, as real traffic is spread: a few servers are called by nearly everybody and most
/// by a few, everybody asks the DNS, some call names and addresses outside, the API server or nodes, some are called from outside, and some
/// attempts are denied. The same numbers and seed give the same graph.
/// </summary>
internal sealed class BusyCluster
{
    private const int Nodes = 200;
    private const int Names = 2000;
    public const long Start = 638_400_000_000_000_000;

    private static readonly ushort[] UsualPorts = [8080, 8443, 9090, 5432, 6379, 9092, 50051, 3000, 80, 443];
    private static readonly string[] NodeNames = [.. Enumerable.Range(1, Nodes).Select(node => $"default/worker-{node}")];

    private readonly Random _random;
    private readonly ClusterPeople _people;
    private readonly GraphBuilder _builder = new();
    private readonly HashSet<(int Client, int Server, ushort Port)> _seen = [];
    private int _edges;

    private BusyCluster(int workloads, int seed) => (_random, _people) = (new Random(seed), new ClusterPeople(workloads));

    /// <summary>Folds flows over <paramref name="edges"/> edges between <paramref name="workloads"/> workloads and others.</summary>
    public static GraphBuilder Fold(int workloads, int edges, int seed)
    {
        var cluster = new BusyCluster(workloads, seed);
        cluster.FoldDns();
        cluster.FoldOutside(edges / 20);
        cluster.FoldInside(edges, workloads);
        return cluster._builder;
    }

    private void FoldDns()
    {
        for (int client = 0; client < _people.Pods.Length; client++)
        {
            Connect(Any(client), _people.Dns, AddressOf(client), AddressOf(-1), Protocol.Udp, 53, NameList.Empty);
            _edges++;
        }
    }

    // Half by name, the rest by address, from outside, to the API server, and from the own node.
    private void FoldOutside(int edges)
    {
        var clients = new ZipfDraw(_people.Pods.Length, 0.4);
        for (int last = _edges + edges; _edges < last;)
        {
            int pod = clients.Next(_random), kind = _random.Next(10);
            int end = -1 - Math.Max(0, kind - 6);
            ushort port = kind >= 8 ? Port(pod, 0) : kind == 7 ? (ushort)6443 : _random.Next(4) == 0 ? (ushort)(8000 + _random.Next(40)) : (ushort)443;
            if (kind >= 8 ? !_seen.Add((end, pod, port)) : !_seen.Add((pod, end, port)))
            {
                continue;
            }

            _edges++;
            for (int addresses = kind is 6 or 8 or < 6 ? 1 + _random.Next(3) : 1; addresses > 0; addresses--)
            {
                ConnectOutside(pod, kind, port);
            }
        }
    }

    private void ConnectOutside(int pod, int kind, ushort port)
    {
        int name = _random.Next(Names);
        Address own = AddressOf(pod), outside = Address.V4((uint)(0xCB000000 + (name * 4) + _random.Next(4))), node = Address.V4((uint)(0xC0A80000 + _random.Next(Nodes)));
        (Endpoint client, Endpoint server, Address from, Address to, NameList names) = kind switch
        {
            < 6 => (Any(pod), _people.World, own, outside, NameList.Of([string.Create(CultureInfo.InvariantCulture, $"api-{name}.example.com")])),
            6 => (Any(pod), _people.World, own, Address.V4((uint)(0x2D000000 + _random.Next(5000))), NameList.Empty),
            7 => (Any(pod), _people.ApiServer, own, node, NameList.Empty),
            8 => (_people.World, Any(pod), outside, own, NameList.Empty),
            _ => (pod % 2 == 0 ? _people.Host : _people.RemoteNode, Any(pod), node, own, NameList.Empty),
        };
        Connect(client, server, from, to, Protocol.Tcp, port, names);
    }

    private void FoldInside(int edges, int workloads)
    {
        ZipfDraw clients = new(workloads, 0.5), servers = new(workloads, 0.8);
        int[] clientOrder = Shuffled(workloads), serverOrder = Shuffled(workloads);
        while (_edges < edges)
        {
            int client = clientOrder[clients.Next(_random)], server = serverOrder[servers.Next(_random)];
            ushort port = Port(server, _random.Next(1 + (server % 4)));
            if (client == server || !_seen.Add((client, server, port)))
            {
                continue;
            }

            _edges++;
            bool isDenied = _random.Next(100) == 0;
            if (isDenied)
            {
                Deny(Any(client), Any(server), AddressOf(client), AddressOf(server), port);
            }
            else
            {
                Connect(Any(client), Any(server), AddressOf(client), AddressOf(server), Protocol.Tcp, port, NameList.Empty);
            }
        }
    }

    private void Connect(Endpoint client, Endpoint server, Address from, Address to, Protocol protocol, ushort port, NameList names)
    {
        Flow opening = Opening(client, server, from, to, protocol, port) with { DestinationNames = names };
        if (client.PodName.Length > 0 || server.PodName.Length == 0)
        {
            _builder.Accept(opening with { ObservationPoint = ObservationPoint.ToOverlay });
        }

        if (server.PodName.Length > 0)
        {
            _builder.Accept(opening with { ObservationPoint = ObservationPoint.ToEndpoint, NodeName = Node() });
        }

        _builder.Accept(Opening(server, client, to, from, protocol, 40000) with
        {
            SourcePort = port,
            IsReply = true,
            TcpFlags = protocol == Protocol.Tcp ? TcpFlags.Syn | TcpFlags.Ack : TcpFlags.None,
            TraceReason = TraceReason.Reply,
            ObservationPoint = client.PodName.Length > 0 ? ObservationPoint.ToEndpoint : ObservationPoint.ToStack,
        });
    }

    private void Deny(Endpoint client, Endpoint server, Address from, Address to, ushort port) =>
        _builder.Accept(Opening(client, server, from, to, Protocol.Tcp, port) with
        {
            Event = FlowEvent.Drop,
            Verdict = Verdict.Dropped,
            DropReason = DropReason.PolicyDenied,
            Direction = TrafficDirection.Ingress,
        });

    private Flow Opening(Endpoint client, Endpoint server, Address from, Address to, Protocol protocol, ushort port)
    {
        Span<byte> uuid = stackalloc byte[16];
        _random.NextBytes(uuid);
        return Flow.Blank with
        {
            Time = Start + _random.NextInt64(14 * TimeSpan.TicksPerDay),
            Uuid = new Guid(uuid),
            Type = FlowType.L3L4,
            Event = FlowEvent.Trace,
            Verdict = Verdict.Forwarded,
            Source = client,
            Destination = server,
            SourceAddress = from,
            DestinationAddress = to,
            Protocol = protocol,
            SourcePort = 40000,
            DestinationPort = port,
            TcpFlags = protocol == Protocol.Tcp ? TcpFlags.Syn : TcpFlags.None,
            IsReply = false,
            TraceReason = TraceReason.New,
            NodeName = Node(),
        };
    }

    private Endpoint Any(int workload)
    {
        Endpoint[] pods = _people.Pods[workload];
        return pods[_random.Next(pods.Length)];
    }

    private int[] Shuffled(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        _random.Shuffle(order);
        return order;
    }

    private string Node() => NodeNames[_random.Next(Nodes)];

    private static ushort Port(int server, int number) => UsualPorts[(server + (3 * number)) % UsualPorts.Length];

    private static Address AddressOf(int workload) => Address.V4((uint)(0x0A000100 + workload));
}
