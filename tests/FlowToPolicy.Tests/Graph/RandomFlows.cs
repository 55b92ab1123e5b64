using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Graph;

/// <summary>Flows of every kind over some days, seen by some nodes, from a seed.</summary>
internal static class RandomFlows
{
    public static readonly DateTime Start = new(2026, 3, 1, 22, 0, 0, DateTimeKind.Utc);

    private static readonly ushort[] Ports = [53, 80, 443, 8080, 40000, 40001, 50051];

    private static readonly Party[] Parties =
    [
        Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.10", "worker-1", labels: "app=web"),
        Party.Pod("shop/web-6c9f7d5b8-zz9pl", "Deployment/web", "10.0.1.11", "worker-2", labels: ["app=web", "tier=gold"]),
        Party.Pod("shop/web-0", "StatefulSet/web", "10.0.1.12", "worker-2", labels: "app=web") with { Number = 1002 },
        Party.Pod("shop/report-7d4b9c6f8-zxcvb", "", "10.0.3.1", "worker-3", labels: "app=report") with { Number = 1003 },
        Party.Pod("kube-system/coredns-7b98449c4-8r5tn", "Deployment/coredns", "10.0.2.53", "worker-2", labels: "k8s-app=kube-dns") with { Number = 1004 },
        Party.Reserved("world", "203.0.113.10"),
        Party.Reserved("world", "2001:db8::7"),
        Party.Reserved("host", "192.0.2.1", "worker-1"),
        Party.Reserved("remote-node", "192.0.2.2"),
        Party.Reserved("kube-apiserver,remote-node", "192.0.2.3"),
        Party.Reserved("unknown", "198.51.100.1"),
    ];

    /// <summary>So many flows over so many hours, in the order of time.</summary>
    public static Flow[] Of(int seed, int flows, int hours = 60, int nodes = 3)
    {
        var random = new Random(seed);
        var traffic = new Traffic();
        long step = hours * TimeSpan.TicksPerHour / flows;
        for (int i = 0; i < flows; i++)
        {
            traffic.Add(One(random, traffic, "worker-" + random.Next(1, nodes + 1)) with
            {
                Time = Start.Ticks + (i * step) + random.NextInt64(step),
                Uuid = new Guid(random.Next(), (short)seed, (short)(i >> 16), (byte)(i >> 8), (byte)i, 0, 0, 0, 0, 0, 0),
            });
        }

        return [.. traffic.Flows];
    }

    /// <summary>Folds flows by the hour of their time.</summary>
    public static Dictionary<long, FlowToPolicy.Graph.Folding.GraphTally> ByHour(IEnumerable<Flow> flows) =>
        flows.GroupBy(flow => flow.Time / TimeSpan.TicksPerHour).ToDictionary(hour => hour.Key, hour => Traffic.Fold(hour).Tally);

    /// <summary>The graph of a tally.</summary>
    public static string Text(FlowToPolicy.Graph.Folding.GraphTally tally)
    {
        var builder = new GraphBuilder();
        builder.Tally.Merge(tally);
        return GraphText.Of(builder.Build());
    }

    private static Flow One(Random random, Traffic traffic, string node)
    {
        Party a = Parties[random.Next(Parties.Length)], b = Parties[random.Next(Parties.Length)];
        if (random.Next(3) == 0 && a.PodName.Length == 0)
        {
            a = a with { Address = $"203.0.{random.Next(4)}.{random.Next(255)}" };
        }

        return traffic.Packet(a, b, Ports[random.Next(Ports.Length)], Ports[random.Next(Ports.Length)], random.Next(4) == 0 ? Protocol.Udp : Protocol.Tcp, node) with
        {
            Event = (FlowEvent)(random.Next(6) switch { 0 => 1, 1 => 5, 2 => 129, _ => 4 }),
            Verdict = (Verdict)random.Next(6),
            ObservationPoint = random.Next(2) == 0 ? ObservationPoint.ToEndpoint : ObservationPoint.ToOverlay,
            TraceReason = (TraceReason)random.Next(4),
            Direction = (TrafficDirection)random.Next(3),
            IsReply = random.Next(3) switch { 0 => null, 1 => true, _ => false },
            TcpFlags = (TcpFlags)((random.Next(2) * 2) + (random.Next(2) * 16)),
            DropReason = random.Next(2) == 0 ? DropReason.PolicyDenied : DropReason.PolicyDeny,
            DestinationNames = random.Next(5) == 0 ? NameList.Of(["a.example.com", $"n{random.Next(90)}.example.com"]) : NameList.Empty,
            L7 = random.Next(8) == 0 ? L7Protocol.Dns : L7Protocol.None,
            DnsQuery = "q" + random.Next(40) + ".example.com",
            EmitterVersion = random.Next(9) == 0 ? "1.18.2" : "",
        };
    }
}
