using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Graph;

/// <summary>A graph is a sum: how the flows are split, ordered and merged makes no difference to any bit of it.</summary>
public class MonoidTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Shuffled_flows_give_the_same_graph(int seed)
    {
        Flow[] flows = RandomFlows(seed);
        string whole = GraphText.Of(Traffic.Fold(flows).Build());
        new Random(seed + 1000).Shuffle(flows);
        Assert.Equal(whole, GraphText.Of(Traffic.Fold(flows).Build()));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public void Folding_parts_and_merging_them_in_any_order_equals_folding_the_whole(int seed)
    {
        Flow[] flows = RandomFlows(seed);
        string whole = GraphText.Of(Traffic.Fold(flows).Build());
        Flow[][] parts = [.. flows.Select((flow, i) => (flow, i)).GroupBy(p => (p.i * 7919 + seed) % 3, p => p.flow).Select(g => g.ToArray())];
        foreach (int[] order in (int[][])[[0, 1, 2], [2, 0, 1], [1, 2, 0]])
        {
            GraphBuilder sum = Traffic.Fold(parts[order[0]]);
            sum.Merge(Traffic.Fold(parts[order[1]]));
            sum.Merge(Traffic.Fold(parts[order[2]]));
            Assert.Equal(whole, GraphText.Of(sum.Build()));

            GraphBuilder right = Traffic.Fold(parts[order[1]]);
            right.Merge(Traffic.Fold(parts[order[2]]));
            GraphBuilder left = Traffic.Fold(parts[order[0]]);
            left.Merge(right);
            Assert.Equal(whole, GraphText.Of(left.Build()));
        }
    }

    [Fact]
    public void Building_twice_gives_the_same_graph()
    {
        GraphBuilder builder = Traffic.Fold(RandomFlows(21));
        Assert.Equal(GraphText.Of(builder.Build()), GraphText.Of(builder.Build()));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void Every_line_is_accounted_for(int seed)
    {
        Accounting accounting = Traffic.Fold(RandomFlows(seed)).Build().Accounting;
        Assert.Equal(accounting.Read, accounting.Folded + accounting.Reasons.Sum(r => r.Value));
    }

    [Fact]
    public void More_than_1024_addresses_are_estimated_and_the_smallest_kept_whatever_the_order()
    {
        Party web = Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.10", labels: "app=web");
        var traffic = new Traffic();
        for (int i = 0; i < 3000; i++)
        {
            traffic.Left(web, Party.Reserved("world", $"203.{i / 250}.{i % 250}.7"), 443);
        }

        Flow[] flows = [.. traffic.Flows];
        CommunicationGraph graph = Traffic.Fold(flows).Build();
        Edge edge = Assert.Single(graph.Edges);
        Assert.Equal(1024, edge.Addresses.Count);
        Assert.InRange(edge.AddressesBeyond, 1976 * 85 / 100, 1976 * 115 / 100);
        new Random(5).Shuffle(flows);
        GraphBuilder first = Traffic.Fold(flows[..1400]);
        first.Merge(Traffic.Fold(flows[1400..]));
        Assert.Equal(GraphText.Of(graph), GraphText.Of(first.Build()));
    }

    private static Flow[] RandomFlows(int seed)
    {
        var random = new Random(seed);
        Party[] parties =
        [
            Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.10", "worker-1", labels: "app=web"),
            Party.Pod("shop/web-6c9f7d5b8-zz9pl", "Deployment/web", "10.0.1.11", "worker-2", labels: ["app=web", "tier=gold"]),
            Party.Pod("shop/web-0", "StatefulSet/web", "10.0.1.12", "worker-2", labels: "app=web"),
            Party.Pod("shop/report-7d4b9c6f8-zxcvb", "", "10.0.3.1", "worker-3", labels: "app=report"),
            Party.Pod("kube-system/coredns-7b98449c4-8r5tn", "Deployment/coredns", "10.0.2.53", "worker-2", labels: "k8s-app=kube-dns"),
            Party.Pod("shop/cart-0", "StatefulSet/cart", "10.2.2.20", "worker-9", "west", "app=cart") with { Number = 1001 },
            Party.Reserved("world", "203.0.113.10"),
            Party.Reserved("world", "203.0.113.11"),
            Party.Reserved("host", "192.0.2.1", "worker-1"),
            Party.Reserved("remote-node", "192.0.2.2"),
            Party.Reserved("kube-apiserver,remote-node", "192.0.2.3"),
            Party.Reserved("unknown", "198.51.100.1"),
        ];
        ushort[] ports = [53, 80, 443, 8080, 40000, 50051];
        var traffic = new Traffic();
        for (int i = 0; i < 400; i++)
        {
            Party a = parties[random.Next(parties.Length)], b = parties[random.Next(parties.Length)];
            Flow flow = traffic.Packet(a, b, ports[random.Next(ports.Length)], ports[random.Next(ports.Length)],
                random.Next(4) == 0 ? Protocol.Udp : Protocol.Tcp, "worker-" + random.Next(1, 4)) with
            {
                Event = (FlowEvent)(random.Next(6) switch { 0 => 1, 1 => 5, 2 => 129, _ => 4 }),
                Verdict = (Verdict)random.Next(6),
                ObservationPoint = random.Next(2) == 0 ? ObservationPoint.ToEndpoint : ObservationPoint.ToOverlay,
                TraceReason = (TraceReason)random.Next(4),
                Direction = (TrafficDirection)random.Next(3),
                IsReply = random.Next(3) switch { 0 => null, 1 => true, _ => false },
                TcpFlags = (TcpFlags)(random.Next(2) * 2 + random.Next(2) * 16),
                DropReason = random.Next(2) == 0 ? DropReason.PolicyDenied : DropReason.PolicyDeny,
                DestinationNames = random.Next(5) == 0 ? NameList.Of(["a.example.com", "b.example.com"]) : NameList.Empty,
                L7 = random.Next(8) == 0 ? L7Protocol.Dns : L7Protocol.None,
                DnsQuery = "q" + random.Next(4) + ".example.com",
            };
            traffic.Add(flow);
        }

        return [.. traffic.Flows];
    }
}
