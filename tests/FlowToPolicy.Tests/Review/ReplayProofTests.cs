using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review;

/// <summary>The proof finds what is wrong with a proposal, also with one that we would never make.</summary>
public class ReplayProofTests
{
    private static readonly ProposalOptions All = new() { Isolate = Isolation.All };

    [Fact]
    public void It_counts_what_it_replayed()
    {
        ClusterStory story = Shop();
        ProofResult proof = Prove(story, story.Propose(All));
        Assert.True(proof.Holds);
        Assert.Equal((6L, 2), (proof.Connections, proof.Edges));
        Assert.Equal(0, proof.UnusedAdmitted);
    }

    [Theory]
    [InlineData("web", PolicyDirection.Egress)]
    [InlineData("api", PolicyDirection.Ingress)]
    public void A_rule_that_is_missing_at_one_end_is_a_failure_of_that_end(string emptied, PolicyDirection side)
    {
        ClusterStory story = Shop();
        Proposal proposal = story.Propose(All);
        ProofResult proof = Prove(story, Change(proposal, emptied, rule => rule with { Ingress = [new DirectionItem()], Egress = [new DirectionItem()] }));
        Assert.False(proof.Holds);
        ProofFinding failure = proof.Failures[0];
        Assert.Equal(side, failure.Side);
        Assert.Equal(("shop/web", "shop/api"), (failure.Edge.Client.Name, failure.Edge.Server.Name));
        Assert.Contains("f2p-" + emptied, failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_label_set_of_several_is_enough_to_fail()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").With("app=web", "old=1").Calls("shop/api", 80).Story;
        Proposal proposal = Change(story.Propose(All), "api", rule => rule with
        {
            Ingress = [.. rule.Ingress!.Select(item => item with { Endpoints = [Selector("app", "web") with { MatchExpressions = [new("old", SelectorOperator.DoesNotExist, [])] }] })],
        });
        ProofFinding failure = Assert.Single(Prove(story, proposal).Failures);
        Assert.Equal("1", failure.ClientLabels.FindK8s("old"));
    }

    [Fact]
    public void One_address_of_several_is_enough_to_fail()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").CallsWorld(443, WorldCall.At("203.0.113.1"), WorldCall.At("203.0.113.2")).Story;
        Proposal proposal = Change(story.Propose(All), "web", rule => rule with { Egress = [.. rule.Egress!.Select(item => item with { Cidrs = ["203.0.113.1/32"] })] });
        Assert.Equal("203.0.113.2", Assert.Single(Prove(story, proposal).Failures).Address.ToString());
    }

    [Fact]
    public void A_denied_attempt_that_a_wider_rule_admits_breaks_the_proof()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").CallsWorld(443, WorldCall.At("203.0.113.1"), WorldCall.Denied("203.0.113.2")).Story;
        Proposal proposal = Change(story.Propose(All), "web", rule => rule with { Egress = [.. rule.Egress!.Select(item => item with { Cidrs = ["203.0.113.0/24"] })] });
        ProofResult proof = Prove(story, proposal);
        Assert.False(proof.Holds);
        Assert.Equal("203.0.113.2", Assert.Single(proof.DeniedAdmitted).Address.ToString());
    }

    [Fact]
    public void A_denied_attempt_between_ends_that_stay_open_is_reported_apart()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 22, Protocol.Tcp, EdgeOutcome.Denied).Story;
        ProofResult proof = ReplayProof.Prove(story.Graph(), story.Propose(), new ProposalOptions());
        Assert.True(proof.Holds);
        Assert.Single(proof.DeniedLeftOpen);
        Assert.Empty(Prove(story, story.Propose(All)).DeniedLeftOpen);
    }

    [Fact]
    public void A_denied_attempt_of_a_workload_that_shares_its_labels_does_not_break_the_proof()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/a", "app=x").Calls("shop/api", 80).Workload("shop/b", "app=x").Calls("shop/api", 80, Protocol.Tcp, EdgeOutcome.Denied).Story;
        ProofResult proof = Prove(story, story.Propose(All));
        Assert.True(proof.Holds);
        Assert.Equal("shop/b", Assert.Single(proof.DeniedInseparable).Edge.Client.Name);
    }

    [Fact]
    public void A_denied_node_beside_an_admitted_one_cannot_be_told_apart()
    {
        Party web = ClusterStory.Cluster().Workload("shop/web", "app=web");
        ClusterStory story = web.Calls("host", 9100).Calls("remote-node", 9100, Protocol.Tcp, EdgeOutcome.Denied).Story;
        ProofResult proof = Prove(story, story.Propose(All));
        Assert.True(proof.Holds);
        Assert.Single(proof.DeniedInseparable);
    }

    [Fact]
    public void Unused_combinations_are_counted_through_classes()
    {
        // Two workloads that share a selector call one of two that share another: one of four is used.
        ClusterStory story = ClusterStory.Cluster().Workload("shop/a", "app=x").Calls("shop/c", 80).Workload("shop/b", "app=x").Workload("shop/c", "app=y").Workload("shop/d", "app=y").Story;
        Assert.Equal(3, Prove(story, story.Propose(All)).UnusedAdmitted);
    }

    [Fact]
    public void A_rule_wider_than_what_was_used_is_counted_for_every_end_that_it_takes_in()
    {
        ClusterStory story = Shop();
        Proposal wide = Change(story.Propose(), "api", rule => rule with
        {
            Ingress = [new DirectionItem { Endpoints = [Selector("k8s:io.kubernetes.pod.namespace", "shop")], ToPorts = [Port("8080"), Port("9090")] }],
        });

        // Of web, db and api itself on two ports: web on 8080 is used, and the egress of web does not let it on 9090.
        Assert.Equal(4, ReplayProof.Prove(story.Graph(), wide, new ProposalOptions()).UnusedAdmitted);
    }

    [Fact]
    public void A_pod_that_Cilium_does_not_enforce_is_no_success_for_the_denied()
    {
        // cilium issue 48027: a label with the key "host" switches enforcement off.
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web", "host=1").Calls("shop/api", 22, Protocol.Tcp, EdgeOutcome.Denied).Story;
        story.Workload("shop/api", "app=api", "host=1");
        Assert.Single(Prove(story, story.Propose(All)).DeniedLeftOpen);
        Assert.Equal(["shop/api", "shop/web"], story.Propose(All).Remarks.Where(r => r.Kind == RemarkKind.NotEnforced).Select(r => r.Subject));
    }

    [Fact]
    public void It_does_not_take_the_proposals_word_for_what_is_admitted()
    {
        ClusterStory story = Shop();
        Proposal proposal = story.Propose(All) with { Admitted = [], Policies = [.. story.Propose(All).Policies.Where(p => p.BaseName != "web")] };
        Proposal broken = Change(proposal, "api", rule => rule with { Ingress = [new DirectionItem()] });
        Assert.False(Prove(story, broken).Holds);
    }

    [Fact]
    public void A_rule_by_name_admits_a_denied_address_that_only_another_client_got_under_that_name()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").CallsWorld(443, WorldCall.At("203.0.113.1", "x.example.com"), WorldCall.Denied("203.0.113.9"))
            .Workload("shop/other", "app=other").CallsWorld(443, WorldCall.At("203.0.113.9", "x.example.com")).Story;
        Proposal proposal = Change(story.Propose(All), "web", rule => rule with
        {
            Egress = [new DirectionItem { Fqdns = [new FqdnSelector { MatchName = "x.example.com" }], ToPorts = [Port("443")] }],
        });
        ProofResult proof = Prove(story, proposal);
        Assert.Empty(proof.Failures);
        Assert.Equal("203.0.113.9", Assert.Single(proof.DeniedAdmitted).Address.ToString());
    }

    [Fact]
    public void It_does_not_take_the_proposals_word_for_what_no_rule_can_name()
    {
        ClusterStory story = Shop();
        Proposal broken = Change(story.Propose(All), "api", rule => rule with { Ingress = [new DirectionItem()] });
        ProofResult proof = Prove(story, broken with { Uncovered = [.. story.Graph().Edges] });
        Assert.Equal("shop/api", Assert.Single(proof.Failures).Edge.Server.Name);
        Assert.Empty(proof.NotProvable);
    }

    [Fact]
    public void What_closed_directions_stop_because_no_rule_can_name_it_is_counted()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("unknown", 80).Calls("shop/api", 0).Calls("shop/api", 8080).Story;
        ProofResult closed = Prove(story, story.Propose(All));
        Assert.True(closed.Holds);
        Assert.Equal((2, 6L), (closed.StoppedUncovered.Count, closed.StoppedConnections));
        ProofResult open = ReplayProof.Prove(story.Graph(), story.Propose(), new ProposalOptions());
        Assert.Equal((2, 0L), (open.NotProvable.Count, open.StoppedConnections));
    }

    [Fact]
    public void Sharing_labels_does_not_excuse_a_port_that_none_of_the_workloads_is_admitted_on()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/a", "app=x").Calls("shop/api", 80).Workload("shop/b", "app=x").Calls("shop/api", 22, Protocol.Tcp, EdgeOutcome.Denied).Story;
        Proposal proposal = story.Propose(All);
        Assert.Single(proposal.Shared);
        Assert.True(Prove(story, proposal).Holds);
        Proposal wide = Change(Change(proposal, "api", WithSsh), "a", WithSsh);
        ProofResult proof = Prove(story, wide);
        Assert.Empty(proof.DeniedInseparable);
        Assert.Equal("shop/b", Assert.Single(proof.DeniedAdmitted).Edge.Client.Name);
    }

    [Fact]
    public void A_denied_node_is_excused_only_where_another_node_is_admitted_on_that_port()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("host", 9100).Calls("remote-node", 22, Protocol.Tcp, EdgeOutcome.Denied).Story;
        ProofResult proof = Prove(story, Change(story.Propose(All), "web", WithSsh));
        Assert.False(proof.Holds);
        Assert.Empty(proof.DeniedInseparable);
    }

    [Fact]
    public void In_a_mesh_a_peer_without_a_cluster_is_a_local_one_for_what_must_pass_and_any_for_what_must_not()
    {
        ClusterStory story = ClusterStory.Cluster().InMesh().Workload("shop/web", "app=web").Calls("west:shop/api", 80).Calls("west:shop/db", 22, Protocol.Tcp, EdgeOutcome.Denied).Story;
        DirectionItem To(string app, string port) => new()
        {
            Endpoints = [new LabelSelector { MatchLabels = [new("k8s:app", app), new("k8s:io.kubernetes.pod.namespace", "shop")] }],
            ToPorts = [Port(port)],
        };
        ProofResult proof = Prove(story, Change(story.Propose(All), "web", rule => rule with { Egress = [To("api", "80"), To("db", "22")] }));
        Assert.Equal("api", Assert.Single(proof.Failures).Edge.Server.Workload!.Value.Name);
        Assert.Equal("db", Assert.Single(proof.DeniedAdmitted).Edge.Server.Workload!.Value.Name);
    }

    private static Rule WithSsh(Rule rule) => rule with
    {
        Ingress = rule.Ingress is null ? null : [.. rule.Ingress.Select(AndSsh)],
        Egress = rule.Egress is null ? null : [.. rule.Egress.Select(AndSsh)],
    };

    private static DirectionItem AndSsh(DirectionItem item) => item.ToPorts is null ? item : item with { ToPorts = [.. item.ToPorts, Port("22")] };

    private static ClusterStory Shop() =>
        ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/api", 8080).Calls("shop/db", 5432).Story;

    private static ProofResult Prove(ClusterStory story, Proposal proposal) => ReplayProof.Prove(story.Graph(), proposal, All);

    private static LabelSelector Selector(string key, string value) => new() { MatchLabels = [new(key, value)] };

    private static PortRule Port(string port) => new() { Ports = [new PortProtocol { Port = port, Protocol = "TCP" }] };

    private static Proposal Change(Proposal proposal, string baseName, Func<Rule, Rule> change) => proposal with
    {
        Policies =
        [
            .. proposal.Policies.Select(policy => policy.BaseName == baseName
                ? policy with { Policy = policy.Policy with { Rules = [.. policy.Policy.Rules.Select(change)] } }
                : policy),
        ],
    };
}
