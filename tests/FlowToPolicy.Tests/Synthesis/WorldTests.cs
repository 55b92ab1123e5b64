using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>How ends outside the cluster are admitted.</summary>
public class WorldTests
{
    [Fact]
    public void Addresses_without_names_are_exact_prefixes_of_either_family()
    {
        Proposal proposal = Web().CallsWorld(443, WorldCall.At("203.0.113.1"), WorldCall.At("2001:db8::1")).Story.Propose();
        Assert.Contains("\"203.0.113.1/32\"", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Contains("\"2001:db8::1/128\"", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Equal(2, proposal.Remarks.Single(r => r.Kind == RemarkKind.NamesMissing).Count);
    }

    [Fact]
    public void Named_addresses_are_admitted_by_all_their_names_on_the_real_port_and_the_resolver_is_asked_through_the_proxy()
    {
        ClusterStory story = Web().AsksDns().CallsWorld(443, WorldCall.At("203.0.113.1", "API.example.com.", "cdn.example.com")).Story;
        string egress = story.Propose().Egress("web");
        Assert.Contains(Lines("  - toFQDNs:", "    - matchName: api.example.com", "    - matchName: cdn.example.com", "    toPorts:", "    - ports:", "      - port: \"443\""), egress, StringComparison.Ordinal);
        Assert.Contains(Lines("      rules:", "        dns:", "        - matchPattern: \"*\""), egress, StringComparison.Ordinal);
        Assert.DoesNotContain("toCIDR", egress, StringComparison.Ordinal);
        AssertHolds(story);
    }

    [Fact]
    public void A_client_that_asks_no_resolver_gets_exact_addresses_instead_of_names()
    {
        Proposal proposal = Web().CallsWorld(443, WorldCall.At("203.0.113.1", "api.example.com")).Story.Propose();
        Assert.DoesNotContain("toFQDNs", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Contains("203.0.113.1/32", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Equal(1, proposal.Remarks.Single(r => r.Kind == RemarkKind.NamesWithoutDns).Count);
    }

    [Fact]
    public void A_name_gets_only_the_ports_it_was_seen_on()
    {
        string egress = Web().AsksDns()
            .CallsWorld(443, WorldCall.At("203.0.113.1", "a.example.com"), WorldCall.At("203.0.113.2", "b.example.com"))
            .CallsWorld(80, WorldCall.At("203.0.113.1", "a.example.com")).Story.Propose().Egress("web");
        Assert.Contains(Lines("  - toFQDNs:", "    - matchName: b.example.com", "    toPorts:", "    - ports:", "      - port: \"443\"", "        protocol: TCP", "  -"), egress, StringComparison.Ordinal);
    }

    [Fact]
    public void A_denied_address_beside_admitted_ones_stays_out()
    {
        ClusterStory story = Web().CallsWorld(443, WorldCall.At("203.0.113.10"), WorldCall.Denied("198.51.100.7")).Story;
        Assert.DoesNotContain("198.51.100.7", story.Propose().Egress("web"), StringComparison.Ordinal);
        Assert.Equal(1, AssertHolds(story).DeniedAttempts);
    }

    [Fact]
    public void A_name_that_a_denied_address_shares_gives_way_to_exact_addresses()
    {
        ClusterStory story = Web().AsksDns().CallsWorld(
            443, WorldCall.At("203.0.113.1", "cdn.example.com"), WorldCall.At("203.0.113.2", "api.example.com"), WorldCall.Denied("203.0.113.3", "cdn.example.com")).Story;
        Proposal proposal = story.Propose();
        Assert.DoesNotContain("cdn.example.com", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Contains("api.example.com", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Contains("203.0.113.1/32", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Equal(1, proposal.Remarks.Single(r => r.Kind == RemarkKind.DeniedSharesName).Count);
        AssertHolds(story);
    }

    [Fact]
    public void More_addresses_than_are_listed_become_the_world_on_that_port_and_a_loud_remark()
    {
        ClusterStory story = ThreeThousand(WorldCall.At("203.0.113.1"));
        Proposal proposal = story.Propose();
        Assert.Contains(Lines("  - toEntities:", "    - world", "    toPorts:", "    - ports:", "      - port: \"443\""), proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Equal(2_999, proposal.Remarks.Single(r => r.Kind == RemarkKind.WorldBeyond).Count);
        Assert.Equal(2_999, AssertHolds(story).UnlistedAddresses);
    }

    [Fact]
    public void Denied_addresses_stay_out_even_where_the_world_is_let_in()
    {
        ClusterStory story = ThreeThousand(WorldCall.At("203.0.113.1"), WorldCall.At("2001:db8::1"), WorldCall.Denied("198.51.100.7"), WorldCall.Denied("2001:db8::7"));
        string egress = story.Propose().Egress("web");
        Assert.Contains(
            Lines("  - toCIDRSet:", "    - cidr: 0.0.0.0/0", "      except:", "      - \"198.51.100.7/32\"", "    - cidr: \"::/0\"", "      except:", "      - \"2001:db8::7/128\""),
            egress.Replace("\"0.0.0.0/0\"", "0.0.0.0/0", StringComparison.Ordinal),
            StringComparison.Ordinal);
        AssertHolds(story);
    }

    [Fact]
    public void The_world_as_a_client_is_the_world_on_that_port()
    {
        string ingress = Web().IsCalledByWorld(8443, WorldCall.At("203.0.113.1")).Story.Propose().Ingress("web");
        Assert.Equal(Lines("  - fromEntities:", "    - world", "    toPorts:", "    - ports:", "      - port: \"8443\"", "        protocol: TCP"), ingress);
    }

    [Fact]
    public void The_world_as_a_client_can_be_exact()
    {
        var options = new ProposalOptions { WorldIngress = WorldIngress.Cidr };
        string ingress = Web().IsCalledByWorld(8443, WorldCall.At("203.0.113.1")).Story.Propose(options).Ingress("web");
        Assert.Contains(Lines("  - fromCIDR:", "    - \"203.0.113.1/32\""), ingress, StringComparison.Ordinal);
    }

    [Fact]
    public void A_denied_client_from_outside_narrows_the_world_to_those_who_got_through()
    {
        ClusterStory story = Web().IsCalledByWorld(8443, WorldCall.At("203.0.113.1"), WorldCall.Denied("198.51.100.7")).IsCalledByWorld(80, WorldCall.At("203.0.113.1")).Story;
        Proposal proposal = story.Propose();
        Assert.Contains("203.0.113.1/32", proposal.Ingress("web"), StringComparison.Ordinal);
        Assert.Contains("- world", proposal.Ingress("web"), StringComparison.Ordinal);
        Assert.Equal("TCP/8443", proposal.Remarks.Single(r => r.Kind == RemarkKind.WorldNarrowed).Port);
        AssertHolds(story);
    }

    [Fact]
    public void A_name_under_which_another_client_reaches_a_denied_address_gives_way_to_exact_addresses()
    {
        ClusterStory story = Web().AsksDns().CallsWorld(443, WorldCall.At("203.0.113.1", "x.example.com"), WorldCall.Denied("203.0.113.9"))
            .Workload("shop/other", "app=other").AsksDns().CallsWorld(443, WorldCall.At("203.0.113.9", "X.example.com.")).Story;
        Assert.DoesNotContain("x.example.com", story.Propose().Egress("web"), StringComparison.Ordinal);
        Assert.Contains("203.0.113.1/32", story.Propose().Egress("web"), StringComparison.Ordinal);
        Assert.Contains("matchName: x.example.com", story.Propose().Egress("other"), StringComparison.Ordinal);
        AssertHolds(story);
    }

    [Fact]
    public void A_client_on_a_deny_list_does_not_close_a_public_service_to_others()
    {
        ClusterStory story = Web().IsCalledByWorld(443, WorldCall.At("203.0.113.1"), new WorldCall("198.51.100.7", EdgeOutcome.ExplicitlyDenied)).Story;
        string ingress = story.Propose().Ingress("web");
        Assert.Contains("cidr: \"0.0.0.0/0\"", ingress.Replace(" 0.0.0.0/0", " \"0.0.0.0/0\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("198.51.100.7/32", ingress, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.1", ingress, StringComparison.Ordinal);
        Assert.Contains("all but it may call", story.Propose().Remarks.Single(r => r.Kind == RemarkKind.WorldNarrowed).Text, StringComparison.Ordinal);
        AssertHolds(story);
    }

    [Fact]
    public void One_client_denied_for_want_of_a_rule_shows_that_a_list_of_those_allowed_is_in_force()
    {
        string ingress = Web().IsCalledByWorld(443, WorldCall.At("203.0.113.1"), new WorldCall("198.51.100.7", EdgeOutcome.ExplicitlyDenied), WorldCall.Denied("198.51.100.8"))
            .Story.Propose().Ingress("web");
        Assert.Equal(Lines("  - fromCIDR:", "    - \"203.0.113.1/32\"", "    toPorts:", "    - ports:", "      - port: \"443\"", "        protocol: TCP"), ingress);
    }

    [Theory]
    [InlineData("203.0.113.1", "198.51.100.7", "0.0.0.0/0", "::/0")]
    [InlineData("2001:db8::1", "198.51.100.7", "::/0", "0.0.0.0/0")]
    [InlineData("203.0.113.1", "2001:db8::7", "0.0.0.0/0", "::/0")]
    public void Only_the_family_that_was_admitted_is_opened(string admitted, string denied, string open, string closed)
    {
        ClusterStory story = ThreeThousand(WorldCall.At(admitted), WorldCall.Denied(denied));
        string egress = story.Propose().Egress("web");
        Assert.Contains(open, egress, StringComparison.Ordinal);
        Assert.DoesNotContain("cidr: " + closed, egress.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        AssertHolds(story);
    }

    [Fact]
    public void Of_workloads_that_share_a_policy_each_reaches_an_address_that_only_one_knows_by_name()
    {
        ClusterStory story = ClusterStory.Cluster()
            .Workload("shop/a", "app=x").AsksDns().CallsWorld(443, WorldCall.At("203.0.113.1", "api.example.com"))
            .Workload("shop/b", "app=x").CallsWorld(443, WorldCall.At("203.0.113.1")).Story;
        AssertHolds(story);
    }

    [Fact]
    public void Only_the_addresses_with_an_admitted_outcome_get_a_rule()
    {
        ClusterStory story = Web().CallsWorld(443, WorldCall.At("203.0.113.1"), new WorldCall("203.0.113.2", EdgeOutcome.Audited), new WorldCall("203.0.113.3", EdgeOutcome.Failed)).Story;
        Assert.Contains("203.0.113.2/32", story.Propose().Egress("web"), StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.3/32", story.Propose().Egress("web"), StringComparison.Ordinal);
        var strict = new ProposalOptions { Audited = AuditedTraffic.Deny };
        Assert.DoesNotContain("203.0.113.2/32", story.Propose(strict).Egress("web"), StringComparison.Ordinal);
        Assert.Equal(1, ReplayProof.Prove(story.Graph(), story.Propose(strict), strict).DeniedAttempts);
    }

    private static Party Web() => ClusterStory.Cluster().Workload("shop/web", "app=web");

    private static ClusterStory ThreeThousand(params WorldCall[] listed) => Web().Calls("world", 443, Protocol.Tcp, EdgeOutcome.Allowed, call =>
    {
        call.Addresses = listed;
        call.Beyond = 3_000 - 1;
    }).Story;

    private static ProofResult AssertHolds(ClusterStory story)
    {
        var options = new ProposalOptions { Isolate = Isolation.All };
        ProofResult proof = ReplayProof.Prove(story.Graph(), story.Propose(options), options);
        Assert.True(proof.Holds, string.Join('\n', proof.Failures.Concat(proof.DeniedAdmitted).Select(f => $"{f.Edge.Client} {f.Edge.Server} {f.Address} {f.Reason}")));
        return proof;
    }

    private static string Lines(params string[] lines) => string.Join('\n', lines);
}
