using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>Who gets a policy, which directions it closes, and which edges it admits.</summary>
public class ScopeTests
{
    [Fact]
    public void Seen_closes_only_the_directions_in_which_an_admitted_edge_was_seen()
    {
        Proposal proposal = Shop().Propose();
        Assert.Equal([("api", true, false), ("web", false, true)], proposal.Policies.Select(p => (p.BaseName, p.ClosesIngress, p.ClosesEgress)));
        Assert.DoesNotContain("egress:", proposal.Rules("api"), StringComparison.Ordinal);
        Assert.Equal(2, proposal.Remarks.Count(r => r.Kind == RemarkKind.LeftOpen));
    }

    [Fact]
    public void All_closes_both_and_a_direction_with_nothing_admitted_is_one_empty_item()
    {
        Proposal proposal = Shop().Propose(new ProposalOptions { Isolate = Isolation.All });
        Assert.All(proposal.Policies, policy => Assert.True(policy is { ClosesIngress: true, ClosesEgress: true }));
        Assert.Equal("  - {}", proposal.Egress("api"));
        Assert.Equal("  - {}", proposal.Ingress("web"));
    }

    [Theory]
    [InlineData(EdgeOutcome.Denied)]
    [InlineData(EdgeOutcome.ExplicitlyDenied)]
    [InlineData(EdgeOutcome.Failed)]
    public void What_never_got_through_closes_nothing_and_is_not_admitted(EdgeOutcome outcome) =>
        Assert.Empty(ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 80, Protocol.Tcp, outcome).Story.Propose().Policies);

    [Theory]
    [InlineData(EdgeOutcome.Denied, 2)]
    [InlineData(EdgeOutcome.ExplicitlyDenied, 0)]
    [InlineData(EdgeOutcome.Failed, 0)]
    public void Denied_traffic_is_admitted_when_asked_for_but_never_what_a_deny_rule_stopped(EdgeOutcome outcome, int policies)
    {
        Proposal proposal = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 80, Protocol.Tcp, outcome).Story.Propose(new ProposalOptions { IncludeDenied = true });
        Assert.Equal(policies, proposal.Policies.Count);
        Assert.Equal(policies > 0, proposal.Yaml().Contains("DENIED in the window", StringComparison.Ordinal));
    }

    [Fact]
    public void Audited_traffic_is_admitted_and_marked_unless_it_is_to_be_denied()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 80, Protocol.Tcp, EdgeOutcome.Audited).Story;
        Assert.Contains("AUDITED", story.Propose().Yaml(), StringComparison.Ordinal);
        Assert.Empty(story.Propose(new ProposalOptions { Audited = AuditedTraffic.Deny }).Policies);
    }

    [Fact]
    public void System_namespaces_get_no_policy_unless_asked_for_but_stand_in_rules()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").AsksDns().Story;
        Assert.Equal(["web"], story.Propose().Policies.Select(p => p.BaseName));
        Assert.Contains("kube-system", story.Propose().Egress("web"), StringComparison.Ordinal);
        Assert.Equal(["coredns", "web"], story.Propose(new ProposalOptions { IncludeSystem = true }).Policies.Select(p => p.BaseName));
        Assert.Equal(["coredns"], story.Propose(new ProposalOptions { SystemNamespaces = ["shop"] }).Policies.Select(p => p.BaseName));
    }

    [Fact]
    public void Namespaces_narrow_the_subjects_but_not_what_is_learned()
    {
        Proposal proposal = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("pay/api", 80).Story.Propose(new ProposalOptions { Namespaces = ["pay"] });
        ProposedPolicy policy = Assert.Single(proposal.Policies);
        Assert.Equal(("pay", "api"), (policy.Namespace, policy.BaseName));
        Assert.Contains("k8s:io.kubernetes.pod.namespace: shop", proposal.Ingress("api"), StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_forty_ports_are_split()
    {
        Party web = ClusterStory.Cluster().Workload("shop/web", "app=web");
        for (int port = 1001; port <= 1095; port++)
        {
            web.Calls("shop/api", port);
        }

        IReadOnlyList<FlowToPolicy.Policies.Model.DirectionItem> items = web.Story.Propose().Policies.Single(p => p.BaseName == "web").Policy.Rules[0].Egress!;
        Assert.Equal([40, 40, 15], items.Select(item => item.ToPorts!.Sum(ports => ports.Ports.Count)));
    }

    [Fact]
    public void ICMP_is_admitted_by_type_and_family_apart_from_ports()
    {
        Proposal proposal = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 80).Calls("shop/api", 8, Protocol.IcmpV4).Calls("shop/api", 13, Protocol.IcmpV4)
            .Calls("shop/api", 128, Protocol.IcmpV6).Story.Propose();
        IReadOnlyList<FlowToPolicy.Policies.Model.DirectionItem> items = proposal.Policies.Single(p => p.BaseName == "web").Policy.Rules[0].Egress!;
        Assert.Equal(2, items.Count);
        Assert.Equal([("IPv4", "8"), ("IPv4", "13"), ("IPv6", "128")], items[1].Icmps!.Select(field => (field.Family, field.Type)));
        Assert.Null(items[1].ToPorts);
    }

    [Theory]
    [InlineData(Protocol.Vrrp)]
    [InlineData(Protocol.Igmp)]
    [InlineData(Protocol.Unknown)]
    [InlineData(Protocol.IcmpV4)]
    [InlineData(Protocol.IcmpV6)]
    public void Protocols_that_rules_cannot_name_and_ICMP_type_0_which_would_mean_every_type_are_remarked(Protocol protocol)
    {
        Proposal proposal = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 0, protocol).Story.Propose();
        Assert.Empty(proposal.Policies);
        Assert.Equal(3, proposal.Remarks.Single(r => r.Kind == RemarkKind.UnsupportedProtocol).Count);
    }

    [Fact]
    public void SCTP_and_UDP_are_admitted_like_TCP()
    {
        string egress = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 80, Protocol.Sctp).Calls("shop/api", 80, Protocol.Udp).Story.Propose().Egress("web");
        Assert.Contains("protocol: SCTP", egress, StringComparison.Ordinal);
        Assert.Contains("protocol: UDP", egress, StringComparison.Ordinal);
        Assert.DoesNotContain("protocol: TCP", egress, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_policy_carries_our_name_and_label()
    {
        Assert.All(Shop().Propose().Policies, proposed =>
        {
            Assert.StartsWith("f2p-", proposed.Policy.Name, StringComparison.Ordinal);
            Assert.Equal("flow2policy", proposed.Policy.Labels["app.kubernetes.io/managed-by"]);
            Assert.Contains("shop/" + proposed.BaseName, proposed.Policy.Rules[0].Description, StringComparison.Ordinal);
        });
    }

    private static ClusterStory Shop() => ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 8080).Story;
}
