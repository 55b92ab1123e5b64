using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Graph;
using LogParty = FlowToPolicy.Tests.Graph.Party;

namespace FlowToPolicy.Tests.Synthesis.Traps;

/// <summary>Ten mistakes that generators of policies make, each with a story that would make them.</summary>
public class TenTrapsTests
{
    private static readonly ProposalOptions Seen = new();
    private static readonly ProposalOptions All = new() { Isolate = Isolation.All, IncludeSystem = true };

    private static LogParty Web => LogParty.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.1", "worker-1", labels: ["app=web"]);

    private static LogParty Api => LogParty.Pod("shop/api-5f6d8c9b7-x8k2m", "Deployment/api", "10.0.2.1", "worker-2", labels: ["app=api"]);

    [Fact]
    public void Egress_lock_out_of_a_workload_only_seen_as_server()
    {
        Proposal proposal = ClusterStory.Cluster().Workload("shop/web", "app=web").AsksDns(proxy: true).Calls("shop/api", 8080).Story.Propose(Seen);
        ProposedPolicy api = proposal.Policies.Single(p => p.BaseName == "api");
        Assert.False(api.ClosesEgress);
        Assert.All(api.Policy.Rules, rule => Assert.True(rule.Egress is null && rule.EgressDeny is null && rule.DefaultDenyEgress is null));
        Assert.Contains(proposal.Remarks, remark => remark.Kind == RemarkKind.LeftOpen);
    }

    [Fact]
    public void IPv6_as_slash_32()
    {
        Party web = ClusterStory.Cluster().Workload("shop/web", "app=web");
        web.Story.End("world").With("reserved:world-ipv6");
        string egress = web.CallsWorld(443, WorldCall.At("2001:db8::1")).Story.Propose(Seen).Egress("web");
        Assert.Contains("\"2001:db8::1/128\"", egress, StringComparison.Ordinal);
        Assert.DoesNotContain("/32", egress, StringComparison.Ordinal);
        Assert.DoesNotContain("toEndpoints", egress, StringComparison.Ordinal);
    }

    [Fact]
    public void Namespace_missing_from_the_peer_or_policy_key()
    {
        ClusterStory story = ClusterStory.Cluster()
            .Workload("client/web", "app=web").Calls("team1/api", 80).Calls("team2/api", 81)
            .Workload("team1/web", "app=web").Calls("team1/api", 90).Story;
        Proposal proposal = story.Propose(All);
        ProofResult proof = ReplayProof.Prove(story.Graph(), proposal, All);
        Assert.True(proof.Holds);
        Assert.Equal(0, proof.UnusedAdmitted);
        Assert.Equal(["client/web", "team1/api", "team1/web", "team2/api"], proposal.Policies.Select(p => $"{p.Namespace}/{p.BaseName}"));
        string egress = ProposalText.Text(proposal.Policies[0]);
        Assert.Contains("k8s:io.kubernetes.pod.namespace: team1", egress, StringComparison.Ordinal);
        Assert.Contains("k8s:io.kubernetes.pod.namespace: team2", egress, StringComparison.Ordinal);
    }

    [Fact]
    public void Replies_become_rules_of_their_own()
    {
        // A connection with its replies; then drops, of which the direction is not told, and nothing but a reply.
        CommunicationGraph graph = new Traffic().Connection(Web, Api, 8080).Dropped(Web, Api, 8080, FlowToPolicy.Flows.TrafficDirection.Egress).Answered(Web, Api, 9090).Graph();
        Proposal proposal = ProposalBuilder.Build(graph, All);
        Assert.All(Ports(proposal), port => Assert.Contains(port, new[] { "8080", "9090" }));
        Assert.Equal("  - {}", proposal.Ingress("web"));
        Assert.Equal("  - {}", proposal.Egress("api"));
    }

    [Fact]
    public void Flows_without_a_port_become_port_zero()
    {
        Proposal proposal = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 0).Calls("shop/api", 0, Protocol.Udp).Calls("shop/api", 0, Protocol.Vrrp)
            .Calls("shop/api", 8, Protocol.IcmpV4).Calls("shop/api", 7, Protocol.Sctp).Story.Propose(All);
        Assert.Equal(["7", "7"], Ports(proposal));
        Assert.Contains(proposal.Policies.SelectMany(Items), item => item.Icmps is [{ Family: "IPv4", Type: "8" }]);
        Assert.Equal(6, proposal.Remarks.Where(r => r.Kind == RemarkKind.UnknownPort).Sum(r => r.Count));
        Assert.Equal(3, proposal.Uncovered.Count);
    }

    [Fact]
    public void FQDN_rules_without_the_real_port_or_the_question()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").AsksDns(proxy: true, "a.example.com", "b.example.com")
            .CallsWorld(443, WorldCall.At("203.0.113.1", "a.example.com"), WorldCall.At("203.0.113.2", "b.example.com")).Story;
        Proposal proposal = story.Propose(All);
        DirectionItem[] items = [.. proposal.Policies.Where(p => p.BaseName == "web").SelectMany(Items)];
        DirectionItem byName = Assert.Single(items, item => item.Fqdns is not null);
        Assert.Equal(["a.example.com", "b.example.com"], byName.Fqdns!.Select(name => name.MatchName));
        Assert.Equal(["443"], byName.ToPorts!.SelectMany(rule => rule.Ports).Select(port => port.Port));
        PortRule[] dns = [.. items.SelectMany(item => item.ToPorts ?? []).Where(rule => rule.Ports.Any(port => port.Port == "53"))];
        Assert.NotNull(Assert.Single(dns).Dns);
        Assert.True(ReplayProof.Prove(story.Graph(), proposal, All).Holds);
    }

    [Fact]
    public void Empty_or_dead_selectors()
    {
        Party bare = ClusterStory.Cluster().Workload("shop/bare", "pod-template-hash=5f955ffb9");
        bare.Calls("shop/api", 80).Story.End("ingress").Calls("shop/bare", 80);
        bare.Story.End("unmanaged").Calls("shop/bare", 80);
        Proposal proposal = bare.Story.Propose(All);
        foreach (LabelSelector selector in proposal.Policies.SelectMany(p => p.Policy.Rules).Select(rule => rule.EndpointSelector!).Concat(proposal.Policies.SelectMany(Items).SelectMany(item => item.Endpoints ?? [])))
        {
            Assert.NotEmpty(selector.MatchLabels);
            Assert.DoesNotContain(selector.MatchLabels, label => label.Value.Length == 0 || label.Key.Contains("hash", StringComparison.Ordinal));
        }

        Assert.True(ReplayProof.Prove(bare.Story.Graph(), proposal, All).Holds);
    }

    [Fact]
    public void Schema_and_limits()
    {
        Party web = ClusterStory.Cluster().Workload("shop/web", "app=web").AsksDns(proxy: true).CallsWorld(443, WorldCall.At("203.0.113.1", "a.example.com"), WorldCall.At("203.0.113.2"));
        web.Calls("remote-node", 10250).Calls("shop/api", 8, Protocol.IcmpV4);
        for (int port = 1; port <= 50; port++)
        {
            web.Calls("shop/api", port);
        }

        foreach (ProposedPolicy policy in web.Story.Propose(All).Policies)
        {
            Assert.Empty(PolicySanitizer.Check(policy.Policy).Select(finding => finding.Message));
            Assert.All(Items(policy), item => Assert.True((item.ToPorts ?? []).Sum(rule => rule.Ports.Count) <= 40));
            Assert.All(Items(policy).SelectMany(item => item.ToPorts ?? []).SelectMany(rule => rule.Ports), port => Assert.NotNull(port.Protocol));
        }
    }

    [Fact]
    public void Denied_traffic_turned_into_allows()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 8080)
            .Workload("shop/scanner", "app=scanner").Calls("shop/api", 22, Protocol.Tcp, EdgeOutcome.Denied).Calls("shop/api", 23, Protocol.Tcp, EdgeOutcome.ExplicitlyDenied)
            .Calls("shop/api", 24, Protocol.Tcp, EdgeOutcome.Failed).Story;
        Assert.Equal(["8080", "8080"], Ports(story.Propose(All)));
        ProofResult proof = ReplayProof.Prove(story.Graph(), story.Propose(All), All);
        Assert.Equal(2, proof.DeniedAttempts);
        Assert.Empty(proof.DeniedAdmitted);
        Assert.DoesNotContain("23", Ports(story.Propose(All with { IncludeDenied = true })));
    }

    [Fact]
    public void State_concurrency_and_loss()
    {
        // One workload with many ports, folded in parts on several threads, in an order that nobody knows: no port is lost.
        var traffic = new Traffic();
        for (ushort port = 1001; port <= 1300; port++)
        {
            traffic.Connection(Web, Api, port);
        }

        string whole = ProposalBuilder.Build(traffic.Graph(), All).Yaml();
        GraphBuilder[] parts = [.. traffic.Flows.Chunk(70).AsParallel().Select(Traffic.Fold)];
        GraphBuilder sum = parts[^1];
        foreach (GraphBuilder part in parts[..^1])
        {
            sum.Merge(part);
        }

        CommunicationGraph graph = sum.Build();
        string[] texts = [.. Enumerable.Range(0, 8).AsParallel().Select(_ => ProposalBuilder.Build(graph, All).Yaml())];
        Assert.All(texts, text => Assert.Equal(whole, text));
        Assert.Equal(600, Ports(ProposalBuilder.Build(graph, All)).Length);
    }

    private static IEnumerable<DirectionItem> Items(ProposedPolicy policy) => policy.Policy.Rules.SelectMany(rule => (rule.Ingress ?? []).Concat(rule.Egress ?? []));

    private static string[] Ports(Proposal proposal) =>
        [.. proposal.Policies.SelectMany(Items).SelectMany(item => item.ToPorts ?? []).SelectMany(rule => rule.Ports).Select(port => port.Port)];
}
