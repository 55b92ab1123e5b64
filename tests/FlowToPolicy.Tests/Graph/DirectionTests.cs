using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Graph;

public class DirectionTests
{
    private static readonly Party Web = Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.10", "worker-1", labels: "app=web");
    private static readonly Party Cart = Party.Pod("shop/cart-5d8c9b7f6-zz9pl", "Deployment/cart", "10.0.2.20", "worker-2", labels: "app=cart");
    private static readonly Party World = Party.Reserved("world", "203.0.113.10");

    [Fact]
    public void A_forward_packet_at_the_server_that_says_EGRESS_is_the_clients_connection()
    {
        Edge edge = Assert.Single(new Traffic().Arrived(Web, Cart, 8080).Graph().Edges);
        Assert.Equal(("shop/web", "shop/cart", 8080), (edge.Client.Name, edge.Server.Name, (int)edge.Port));
        Assert.True(edge.Evidence.SeenAtServer);
        Assert.False(edge.Evidence.SeenAtClient);
    }

    [Fact]
    public void A_reply_alone_is_turned_round_to_the_connection_that_it_answers()
    {
        Edge edge = Assert.Single(new Traffic().Answered(Web, Cart, 8080).Graph().Edges);
        Assert.Equal(("shop/web", "shop/cart", 8080), (edge.Client.Name, edge.Server.Name, (int)edge.Port));
        Assert.True(edge.Answered);
        Assert.Equal(EdgeOutcome.Allowed, edge.Outcome);
    }

    [Fact]
    public void A_trace_without_is_reply_counts_only_when_it_is_a_SYN()
    {
        CommunicationGraph graph = new Traffic()
            .Arrived(Web, Cart, 8080, change: f => f with { IsReply = null })
            .Arrived(Web, Cart, 9090, change: f => f with { IsReply = null, TcpFlags = TcpFlags.Ack })
            .Graph();
        Assert.Equal(8080, Assert.Single(graph.Edges).Port);
        Assert.Contains(graph.Accounting.Reasons, r => r.Key == "request or reply not known" && r.Value == 1);
    }

    [Fact]
    public void What_was_seen_before_the_decision_says_nothing() =>
        AssertNoEdge("seen before the decision (FROM_*)", new Traffic().Left(Web, Cart, 80, change: f => f with { ObservationPoint = ObservationPoint.FromEndpoint }));

    [Fact]
    public void A_socket_translation_is_no_connection_by_itself() =>
        AssertNoEdge("socket translation", new Traffic().Left(Web, Cart, 80, change: f => f with { Type = FlowType.Sock, Event = FlowEvent.TraceSock, Verdict = Verdict.Traced }));

    [Fact]
    public void A_RELATED_packet_belongs_to_another_connection() =>
        AssertNoEdge("ICMP error of another connection", new Traffic().Left(Web, Cart, 80, change: f => f with { TraceReason = TraceReason.Related }));

    [Fact]
    public void A_service_address_before_translation_is_no_peer() =>
        AssertNoEdge("service address before translation", new Traffic().Left(Web, World, 80, change: f => f with { HasDestinationService = true }));

    [Fact]
    public void A_reply_through_a_service_does_not_tell_the_pods_port() =>
        AssertNoEdge("reply through a service address", new Traffic().Answered(Web, Cart, 80, change: f => f with { SourceXlated = Address.Parse("10.96.0.50") }));

    [Fact]
    public void A_dropped_packet_with_ACK_is_no_attempt() =>
        AssertNoEdge("request or reply not known", new Traffic().Dropped(Web, Cart, 80, TrafficDirection.Ingress, change: f => f with { TcpFlags = TcpFlags.Ack }));

    [Fact]
    public void A_dropped_SYN_ACK_is_a_dropped_reply() =>
        AssertNoEdge("dropped reply", new Traffic().Dropped(Cart, Web, 40000, TrafficDirection.Egress, change: f => f with { TcpFlags = TcpFlags.Syn | TcpFlags.Ack }));

    [Fact]
    public void A_connection_first_seen_in_its_middle_is_a_reply_when_the_edge_is_known_the_other_way()
    {
        Flow middle = new Traffic().Packet(Cart, Web, 8080, 45000, Protocol.Tcp, "worker-2") with
        {
            Event = FlowEvent.Trace,
            Verdict = Verdict.Forwarded,
            ObservationPoint = ObservationPoint.ToOverlay,
            TraceReason = TraceReason.New,
            IsReply = false,
            TcpFlags = TcpFlags.Ack,
        };
        Edge edge = Assert.Single(new Traffic().Connection(Web, Cart, 8080).Add(middle).Graph().Edges);
        Assert.Equal("shop/web", edge.Client.Name);
        Assert.False(edge.Marks.HasFlag(EdgeMarks.DirectionAssumed));
    }

    [Fact]
    public void A_connection_never_seen_from_its_start_is_kept_and_its_direction_marked_as_assumed()
    {
        Flow middle = new Traffic().Packet(Web, Cart, 45000, 8080, Protocol.Tcp, "worker-2") with
        {
            Event = FlowEvent.Trace,
            Verdict = Verdict.Forwarded,
            ObservationPoint = ObservationPoint.ToEndpoint,
            TraceReason = TraceReason.New,
            IsReply = false,
            TcpFlags = TcpFlags.Ack | TcpFlags.Psh,
        };
        Edge edge = Assert.Single(new Traffic().Add(middle).Graph().Edges);
        Assert.Equal(("shop/web", "shop/cart", 8080), (edge.Client.Name, edge.Server.Name, (int)edge.Port));
        Assert.True(edge.Marks.HasFlag(EdgeMarks.DirectionAssumed));
    }

    [Fact]
    public void A_middle_packet_from_a_low_port_to_an_ephemeral_one_is_the_servers()
    {
        Flow middle = new Traffic().Packet(Cart, Web, 8080, 45000, Protocol.Tcp, "worker-2") with
        {
            Event = FlowEvent.Trace,
            Verdict = Verdict.Forwarded,
            ObservationPoint = ObservationPoint.ToOverlay,
            TraceReason = TraceReason.New,
            IsReply = false,
            TcpFlags = TcpFlags.Ack,
        };
        Edge edge = Assert.Single(new Traffic().Add(middle).Graph().Edges);
        Assert.Equal(("shop/web", "shop/cart", 8080), (edge.Client.Name, edge.Server.Name, (int)edge.Port));
        Assert.True(edge.Marks.HasFlag(EdgeMarks.DirectionAssumed));
    }

    [Fact]
    public void Many_clients_in_mid_connection_hide_no_other_port()
    {
        var traffic = new Traffic();
        for (ushort i = 0; i < 300; i++)
        {
            traffic.Add(Middle(traffic, Web, Cart, (ushort)(33000 + i), 5432)).Add(Middle(traffic, Cart, Web, 8081, (ushort)(41000 + i)));
        }

        traffic.Add(Middle(traffic, Web, Cart, 60000, 6379)).Add(Middle(traffic, Cart, Web, 9091, 60001));
        CommunicationGraph graph = traffic.Graph();
        Assert.Equal([5432, 6379, 8081, 9091], graph.Edges.Select(e => (int)e.Port));
        Assert.All(graph.Edges, e => Assert.Equal("shop/web", e.Client.Name));
        Assert.Empty(graph.Accounting.Reasons);
    }

    [Fact]
    public void A_dropped_UDP_answer_of_a_known_service_is_no_attempt()
    {
        Party dns = Party.Pod("kube-system/coredns-7b98449c4-8r5tn", "Deployment/coredns", "10.0.2.53", "worker-2", labels: "k8s-app=kube-dns");
        CommunicationGraph graph = new Traffic()
            .Connection(Web, dns, 5353, Protocol.Udp)
            .Dropped(dns, Cart, 45000, TrafficDirection.Ingress, protocol: Protocol.Udp, change: f => f with { SourcePort = 5353 })
            .Graph();
        Assert.Equal("shop/web", Assert.Single(graph.Edges).Client.Name);
        Assert.Contains(graph.Accounting.Reasons, r => r.Key == "dropped reply");
    }

    [Theory]
    [InlineData(Protocol.IcmpV4, 0, 8)]
    [InlineData(Protocol.IcmpV6, 129, 128)]
    public void An_echo_reply_stands_for_the_echo_request(Protocol protocol, ushort reply, int request)
    {
        Edge edge = Assert.Single(new Traffic().Answered(Web, Cart, 0, protocol, f => f with { SourcePort = 0, DestinationPort = reply }).Graph().Edges);
        Assert.Equal(("shop/web", request), (edge.Client.Name, (int)edge.Port));
    }

    [Theory]
    [InlineData(Protocol.IcmpV4, 3, "ICMP error of another connection")]
    [InlineData(Protocol.IcmpV6, 1, "ICMP error of another connection")]
    [InlineData(Protocol.IcmpV6, 135, "IPv6 neighbour discovery")]
    public void ICMP_errors_and_neighbour_discovery_are_nobodys_connection(Protocol protocol, ushort type, string reason) =>
        AssertNoEdge(reason, new Traffic().Left(Web, Cart, type, protocol));

    [Fact]
    public void A_flow_without_a_port_gives_no_edge_because_port_zero_would_mean_all() =>
        AssertNoEdge("port missing", new Traffic().Left(Web, Cart, 0));

    [Fact]
    public void An_aggregated_line_counts_for_all_the_flows_that_it_stands_for()
    {
        Edge edge = Assert.Single(new Traffic().Left(Web, Cart, 8080, change: f => f with { AggregateCount = 41, Event = FlowEvent.None, SourcePort = 0, TcpFlags = TcpFlags.None, ObservationPoint = ObservationPoint.Unknown, TraceReason = TraceReason.Unknown }).Graph().Edges);
        Assert.Equal(41, edge.Evidence.Sightings.Aggregated);
        Assert.Equal(EdgeOutcome.Allowed, edge.Outcome);
    }

    private static Flow Middle(Traffic traffic, Party from, Party to, ushort fromPort, ushort toPort) =>
        traffic.Packet(from, to, fromPort, toPort, Protocol.Tcp, to.Node) with
        {
            Event = FlowEvent.Trace,
            Verdict = Verdict.Forwarded,
            ObservationPoint = ObservationPoint.ToEndpoint,
            TraceReason = TraceReason.New,
            IsReply = false,
            TcpFlags = TcpFlags.Ack,
        };

    private static void AssertNoEdge(string reason, Traffic traffic)
    {
        CommunicationGraph graph = traffic.Graph();
        Assert.Empty(graph.Edges);
        Assert.Equal([new KeyValuePair<string, long>(reason, 1)], graph.Accounting.Reasons);
    }
}
