using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Graph;

public class OutcomeTests
{
    private static readonly Party Web = Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.10", "worker-1", labels: "app=web");
    private static readonly Party Cart = Party.Pod("shop/cart-5d8c9b7f6-zz9pl", "Deployment/cart", "10.0.2.20", "worker-2", labels: "app=cart");

    [Fact]
    public void FORWARDED_at_the_client_says_nothing_when_the_server_dropped_it() =>
        Assert.Equal(EdgeOutcome.Denied, Only(new Traffic()
            .Left(Web, Cart, 9090)
            .Dropped(Web, Cart, 9090, TrafficDirection.Ingress)).Outcome);

    [Fact]
    public void FORWARDED_at_the_client_is_enough_when_the_servers_node_was_not_recorded()
    {
        Edge edge = Only(new Traffic().Left(Web, Cart, 9090).Connection(Cart, Web, 80).Graph(), 9090);
        Assert.Equal(EdgeOutcome.Allowed, edge.Outcome);
        Assert.True(edge.Marks.HasFlag(EdgeMarks.Unanswered));
    }

    [Fact]
    public void A_drop_and_its_verdict_are_one_denial()
    {
        Edge edge = Only(new Traffic()
            .Verdicts(Web, Cart, 9090, TrafficDirection.Ingress, Verdict.Dropped, DropReason.PolicyDenied)
            .Dropped(Web, Cart, 9090, TrafficDirection.Ingress));
        Assert.Equal((EdgeOutcome.Denied, 1L), (edge.Outcome, edge.Evidence.Sightings.Denied));
    }

    [Fact]
    public void AUDIT_wins_over_the_FORWARDED_traces_of_the_same_edge()
    {
        Edge edge = Only(new Traffic()
            .Verdicts(Web, Cart, 9090, TrafficDirection.Ingress, Verdict.Audit)
            .Connection(Web, Cart, 9090));
        Assert.Equal(EdgeOutcome.Audited, edge.Outcome);
        Assert.False(edge.Marks.HasFlag(EdgeMarks.ExplicitDenySeen));
    }

    [Fact]
    public void AUDIT_by_an_explicit_deny_rule_is_marked()
    {
        Edge edge = Only(new Traffic().Verdicts(Web, Cart, 9090, TrafficDirection.Ingress, Verdict.Audit, change: f => f with { PolicyMatchType = 2 }));
        Assert.Equal(EdgeOutcome.Audited, edge.Outcome);
        Assert.True(edge.Marks.HasFlag(EdgeMarks.ExplicitDenySeen));
    }

    [Fact]
    public void An_explicit_deny_is_told_from_a_default_deny() =>
        Assert.Equal(EdgeOutcome.ExplicitlyDenied, Only(new Traffic().Dropped(Web, Cart, 9090, TrafficDirection.Ingress, DropReason.PolicyDeny)).Outcome);

    [Fact]
    public void A_drop_that_policy_did_not_ask_for_is_neither_needed_nor_denied() =>
        Assert.Equal(EdgeOutcome.Failed, Only(new Traffic().Dropped(Web, Cart, 9090, TrafficDirection.Ingress, 132)).Outcome);

    [Fact]
    public void What_was_partly_denied_is_let_through_and_marked()
    {
        Edge edge = Only(new Traffic().Connection(Web, Cart, 9090).Dropped(Web, Cart, 9090, TrafficDirection.Ingress));
        Assert.Equal(EdgeOutcome.Allowed, edge.Outcome);
        Assert.True(edge.Marks.HasFlag(EdgeMarks.PartlyDenied));
    }

    [Fact]
    public void Connections_are_the_largest_count_of_either_side_not_the_sum_of_events()
    {
        var traffic = new Traffic();
        for (int i = 0; i < 3; i++)
        {
            traffic.Connection(Web, Cart, 8080).Verdicts(Web, Cart, 8080, TrafficDirection.Ingress, Verdict.Forwarded);
        }

        Assert.Equal(3, Only(traffic.Left(Web, Cart, 8080)).Evidence.Connections - 1);
    }

    [Fact]
    public void The_same_packet_seen_again_after_masquerade_is_not_a_second_connection()
    {
        Party world = Party.Reserved("world", "203.0.113.10");
        Edge edge = Only(new Traffic()
            .Left(Web, world, 443, change: f => f with { ObservationPoint = ObservationPoint.ToStack })
            .Left(Web, world, 443, change: f => f with { ObservationPoint = ObservationPoint.ToNetwork, SourceXlated = Address.Parse("192.0.2.11") }));
        Assert.Equal(1, edge.Evidence.Connections);
    }

    [Fact]
    public void The_world_is_judged_address_by_address()
    {
        Edge edge = Only(new Traffic()
            .Left(Web, Party.Reserved("world", "203.0.113.10"), 443)
            .Dropped(Web, Party.Reserved("world", "198.51.100.7"), 443, TrafficDirection.Egress));
        Assert.Equal(EdgeOutcome.Allowed, edge.Outcome);
        Assert.False(edge.Marks.HasFlag(EdgeMarks.PartlyDenied));
        Assert.Equal(
            [("198.51.100.7", EdgeOutcome.Denied), ("203.0.113.10", EdgeOutcome.Allowed)],
            edge.Addresses.Select(a => (a.Address.ToString(), a.Outcome)));
    }

    [Fact]
    public void Names_are_kept_for_each_client_and_address_by_itself()
    {
        Party dns = Party.Pod("kube-system/coredns-7b98449c4-8r5tn", "Deployment/coredns", "10.0.2.53", "worker-2", labels: "k8s-app=kube-dns");
        Party world = Party.Reserved("world", "203.0.113.10");
        CommunicationGraph graph = new Traffic()
            .Left(Web, world, 443).Left(Cart, world, 443)
            .DnsAnswer(Web, dns, "api.example.com", "203.0.113.10", "203.0.113.11")
            .Graph();
        Assert.Equal(["api.example.com"], Assert.Single(Only(graph, 443, "shop/web").Addresses).Names);
        Assert.Empty(Assert.Single(Only(graph, 443, "shop/cart").Addresses).Names);
        Edge resolver = Only(graph, 53);
        Assert.True(resolver.ThroughDnsProxy);
        Assert.Equal(["api.example.com"], resolver.QueriedNames);
    }

    [Fact]
    public void A_refused_request_does_not_deny_the_connection_that_carried_it()
    {
        Edge edge = Only(new Traffic()
            .Verdicts(Web, Cart, 8080, TrafficDirection.Ingress, Verdict.Redirected)
            .Arrived(Web, Cart, 8080, change: f => f with { Event = FlowEvent.L7, Type = FlowType.L7, L7 = L7Protocol.Http, L7Type = L7Type.Request, Verdict = Verdict.Dropped, Direction = TrafficDirection.Ingress }));
        Assert.Equal(EdgeOutcome.Allowed, edge.Outcome);
    }

    [Fact]
    public void A_request_in_the_proxys_log_confirms_its_connection()
    {
        Edge edge = Only(new Traffic()
            .Arrived(Web, Cart, 8080, change: f => f with { Event = FlowEvent.L7, Type = FlowType.L7, L7 = L7Protocol.Http, L7Type = L7Type.Request, Direction = TrafficDirection.Ingress, TcpFlags = TcpFlags.None }));
        Assert.Equal((EdgeOutcome.Allowed, true), (edge.Outcome, edge.Evidence.SeenAtServer));
    }

    private static Edge Only(Traffic traffic) => Assert.Single(traffic.Graph().Edges);

    private static Edge Only(CommunicationGraph graph, int port, string? client = null) =>
        Assert.Single(graph.Edges, e => e.Port == port && (client is null || e.Client.Name == client));
}
