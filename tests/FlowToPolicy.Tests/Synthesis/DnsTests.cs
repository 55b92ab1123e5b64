using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>Name resolution: to the resolver really used, both protocols, filtered only where the proxy is on.</summary>
public class DnsTests
{
    private static readonly ProposalOptions WithSystem = new() { IncludeSystem = true };

    [Fact]
    public void The_TCP_twin_is_admitted_at_both_ends_and_marked()
    {
        ClusterStory story = Web().AsksDns().Story;
        Proposal proposal = story.Propose(WithSystem);
        foreach (string section in new[] { proposal.Egress("web"), proposal.Ingress("coredns") })
        {
            Assert.Contains("protocol: TCP", section, StringComparison.Ordinal);
            Assert.Contains("protocol: UDP", section, StringComparison.Ordinal);
        }

        Assert.Equal(2, proposal.Yaml().Split("# derived").Length - 1);
        ProofResult proof = ReplayProof.Prove(story.Graph(), proposal, WithSystem);
        Assert.Equal((0, 1), (proof.UnusedAdmitted, proof.DerivedAdmitted));
    }

    [Fact]
    public void Without_a_proof_of_the_proxy_there_is_no_DNS_filter() => Assert.DoesNotContain("rules:", Web().AsksDns().Story.Propose().Egress("web"), StringComparison.Ordinal);

    [Fact]
    public void With_the_proxy_every_name_may_be_asked_but_never_filtered_at_the_resolver()
    {
        Proposal proposal = Web().AsksDns(proxy: true, "api.example.com").Story.Propose(WithSystem);
        Assert.Contains("matchPattern: \"*\"", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.DoesNotContain("dns:", proposal.Ingress("coredns"), StringComparison.Ordinal);
    }

    [Fact]
    public void Exact_names_are_those_asked_for_and_those_of_the_rules_by_name()
    {
        var options = new ProposalOptions { DnsNames = DnsNames.Exact };
        string egress = Web().AsksDns(proxy: true, "b.example.com.", "_sip._tcp.example.com").CallsWorld(443, WorldCall.At("203.0.113.1", "a.example.com"))
            .Story.Propose(options).Egress("web");
        Assert.Contains(
            "        dns:\n        - matchName: \"_sip._tcp.example.com\"\n        - matchName: a.example.com\n        - matchName: b.example.com",
            egress,
            StringComparison.Ordinal);
        Assert.DoesNotContain("matchPattern", egress, StringComparison.Ordinal);
    }

    [Fact]
    public void When_not_all_names_are_known_every_name_may_be_asked_and_a_remark_says_so()
    {
        var options = new ProposalOptions { DnsNames = DnsNames.Exact };
        Proposal none = Web().AsksDns(proxy: true).Story.Propose(options);
        Proposal cut = Web().AsksDns(proxy: true, [.. Enumerable.Range(0, 1024).Select(i => $"n{i}.example.com")]).Story.Propose(options);
        foreach (Proposal proposal in new[] { none, cut })
        {
            Assert.Contains("matchPattern: \"*\"", proposal.Egress("web"), StringComparison.Ordinal);
            Assert.Contains(proposal.Remarks, r => r.Kind == RemarkKind.QueriesIncomplete);
        }
    }

    [Fact]
    public void A_name_that_no_rule_can_hold_is_left_out_and_counted()
    {
        var options = new ProposalOptions { DnsNames = DnsNames.Exact };
        Proposal proposal = Web().AsksDns(proxy: true, "good.example.com", "bad name.example.com").Story.Propose(options);
        Assert.Contains("matchName: good.example.com", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.DoesNotContain("bad name", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Equal(1, proposal.Remarks.Single(r => r.Kind == RemarkKind.QueriesIncomplete).Count);
    }

    [Fact]
    public void A_resolver_outside_is_reached_by_address_even_when_it_has_a_name()
    {
        string egress = Web().Calls("world", 53, Protocol.Udp, EdgeOutcome.Allowed, call => call.Addresses = [WorldCall.At("8.8.8.8", "dns.google")]).Story.Propose().Egress("web");
        Assert.Contains("8.8.8.8/32", egress, StringComparison.Ordinal);
        Assert.Contains("protocol: TCP", egress, StringComparison.Ordinal);
        Assert.DoesNotContain("dns.google", egress, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resolver_on_the_node_is_reached_on_every_node()
    {
        string egress = Web().Calls("host", 53, Protocol.Udp).Story.Propose().Egress("web");
        Assert.Contains("    - host\n    - remote-node", egress, StringComparison.Ordinal);
        Assert.Contains("protocol: TCP", egress, StringComparison.Ordinal);
    }

    [Fact]
    public void DNS_on_another_port_gets_its_twin_on_that_port()
    {
        string egress = Web().Calls("dns/resolver", 5353, Protocol.Udp, EdgeOutcome.Allowed, call => call.ThroughDnsProxy = true).Story.Propose().Egress("web");
        Assert.Equal(2, egress.Split("port: \"5353\"").Length - 1);
        Assert.Contains("matchPattern", egress, StringComparison.Ordinal);
    }

    [Fact]
    public void A_twin_that_was_denied_is_left_out_at_both_ends()
    {
        ClusterStory story = Web().AsksDns().Calls("kube-system/coredns", 53, Protocol.Tcp, EdgeOutcome.Denied).Story;
        Proposal proposal = story.Propose(WithSystem);
        Assert.DoesNotContain("TCP", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.DoesNotContain("TCP", proposal.Ingress("coredns"), StringComparison.Ordinal);
        Assert.Contains(proposal.Remarks, r => r is { Kind: RemarkKind.TwinDenied, Subject: "shop/web", Port: "TCP/53" });
        Assert.True(ReplayProof.Prove(story.Graph(), proposal, WithSystem).Holds);
    }

    [Fact]
    public void A_twin_that_was_denied_at_one_address_is_left_out_there_only()
    {
        ClusterStory story = Web().Calls("world", 53, Protocol.Udp, EdgeOutcome.Allowed, call => call.Addresses = [WorldCall.At("8.8.8.8"), WorldCall.At("9.9.9.9")])
            .Calls("world", 53, Protocol.Tcp, EdgeOutcome.Denied, call => call.Addresses = [WorldCall.Denied("9.9.9.9")]).Story;
        string egress = story.Propose().Egress("web");
        Assert.Equal(1, egress.Split("protocol: TCP").Length - 1);
        Assert.True(ReplayProof.Prove(story.Graph(), story.Propose(), new ProposalOptions()).Holds);
    }

    private static Party Web() => ClusterStory.Cluster().Workload("shop/web", "app=web");
}
