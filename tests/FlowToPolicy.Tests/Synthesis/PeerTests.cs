using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>How pods and nodes stand in rules.</summary>
public class PeerTests
{
    private static readonly ProposalOptions All = new() { Isolate = Isolation.All };

    [Fact]
    public void A_peer_of_the_same_namespace_is_named_by_its_labels_alone()
    {
        Proposal proposal = Web().Calls("shop/api", 8080).Story.Propose();
        Assert.Equal(Lines("  - toEndpoints:", "    - matchLabels:", "        app: api", "    toPorts:", "    - ports:", "      - port: \"8080\"", "        protocol: TCP"), proposal.Egress("web"));
        Assert.Contains("        app: web\n    toPorts", proposal.Ingress("api"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_workload_that_calls_its_own_replicas_is_let_through_at_both_ends()
    {
        ClusterStory story = Web().Calls("shop/web", 7946).Story;
        Proposal proposal = story.Propose();
        Assert.Contains("7946", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Contains("7946", proposal.Ingress("web"), StringComparison.Ordinal);
        Assert.Equal(0, ReplayProof.Prove(story.Graph(), proposal, All).UnusedAdmitted);
    }

    [Fact]
    public void In_a_mesh_every_pod_peer_names_its_cluster()
    {
        ClusterStory story = ClusterStory.Cluster().InMesh();
        story.Workload("shop/web", "app=web").Calls("shop/api", 80).Calls("west:shop/api", 81);
        Proposal proposal = story.Propose(All);
        Assert.All(proposal.Policies, policy => Assert.Equal("home", policy.Cluster));
        Assert.Equal(["api", "web"], proposal.Policies.Select(p => p.BaseName));
        Assert.Contains("k8s:io.cilium.k8s.policy.cluster: home", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Contains("k8s:io.cilium.k8s.policy.cluster: west", proposal.Egress("web"), StringComparison.Ordinal);
        Assert.Contains("k8s:io.cilium.k8s.policy.cluster: home", proposal.Ingress("api"), StringComparison.Ordinal);
        ProofResult proof = ReplayProof.Prove(story.Graph(), proposal, All);
        Assert.True(proof.Holds);
        Assert.Equal(0, proof.UnusedAdmitted);
    }

    [Theory]
    [InlineData("remote-node", "remote-node")]
    [InlineData("ingress", "ingress")]
    [InlineData("unmanaged", "unmanaged")]
    public void A_reserved_client_is_its_entity(string client, string entity)
    {
        ClusterStory story = ClusterStory.Cluster();
        story.End(client).Calls("shop/web", 8080);
        Assert.Contains(Lines("  - fromEntities:", "    - " + entity, "    toPorts:"), story.Propose().Ingress("web"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_own_node_needs_no_rule_and_closes_nothing()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.End("host").Calls("shop/web", 8080);
        Assert.Empty(story.Propose().Policies);
        Assert.Single(story.Propose().Admitted);
        Assert.Equal("  - {}", story.Propose(All).Ingress("web"));
        Assert.True(ReplayProof.Prove(story.Graph(), story.Propose(All), All).Holds);
    }

    [Theory]
    [InlineData("reserved:kube-apiserver,reserved:remote-node", "remote-node")]
    [InlineData("reserved:kube-apiserver,reserved:world", "kube-apiserver")]
    [InlineData("reserved:kube-apiserver,reserved:host", null)]
    public void An_API_server_that_calls_is_admitted_by_where_it_runs(string labels, string? entity)
    {
        ClusterStory story = ClusterStory.Cluster();
        story.End("kube-apiserver").With(labels.Split(',')).Calls("shop/web", 9443);
        Assert.Equal(entity is null ? "  - {}" : Rule("from", entity), story.Propose(All).Ingress("web"));
        Assert.True(ReplayProof.Prove(story.Graph(), story.Propose(All), All).Holds);
    }

    [Fact]
    public void An_API_server_on_a_node_is_named_itself_where_other_nodes_were_denied()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.End("kube-apiserver").With("reserved:kube-apiserver", "reserved:remote-node").Calls("shop/web", 9443);
        story.End("remote-node").Calls("shop/web", 9443, Protocol.Tcp, EdgeOutcome.Denied);
        Assert.Equal(Rule("from", "kube-apiserver"), story.Propose().Ingress("web"));
        ProofResult proof = ReplayProof.Prove(story.Graph(), story.Propose(), new ProposalOptions());
        Assert.True(proof.Holds);
        Assert.Empty(proof.DeniedInseparable);
    }

    [Fact]
    public void Calls_to_the_API_server_are_its_entity() => Assert.Equal(Rule("to", "kube-apiserver", 6443), Web().Calls("kube-apiserver", 6443).Story.Propose().Egress("web"));

    [Theory]
    [InlineData("host")]
    [InlineData("remote-node")]
    public void Calls_to_a_node_are_its_own_and_all_others_because_pods_move(string node) =>
        Assert.Contains(Lines("  - toEntities:", "    - host", "    - remote-node", "    toPorts:"), Web().Calls(node, 10250).Story.Propose().Egress("web"), StringComparison.Ordinal);

    [Fact]
    public void An_API_server_on_a_port_that_other_nodes_are_called_on_too_is_covered_by_the_nodes()
    {
        Party web = Web();
        web.Story.End("kube-apiserver").With("reserved:kube-apiserver", "reserved:remote-node");
        ClusterStory story = web.Calls("kube-apiserver", 10250).Calls("remote-node", 10250).Story;
        Assert.DoesNotContain("kube-apiserver", story.Propose().Egress("web"), StringComparison.Ordinal);
        Assert.True(ReplayProof.Prove(story.Graph(), story.Propose(), All).Holds);
    }

    [Fact]
    public void An_API_server_outside_is_named_even_beside_nodes()
    {
        Party web = Web();
        web.Story.End("kube-apiserver").With("reserved:kube-apiserver", "reserved:world");
        ClusterStory story = web.Calls("kube-apiserver", 443).Calls("remote-node", 443).Story;
        Assert.Contains("- kube-apiserver", story.Propose().Egress("web"), StringComparison.Ordinal);
        Assert.True(ReplayProof.Prove(story.Graph(), story.Propose(), All).Holds);
    }

    [Fact]
    public void An_unknown_end_cannot_become_a_rule_and_is_counted()
    {
        ClusterStory story = Web().Calls("unknown", 80).Calls("unknown", 81).Calls("shop/api", 80).Story;
        Proposal proposal = story.Propose();
        Remark remark = proposal.Remarks.Single(r => r.Kind == RemarkKind.UnknownEnd);
        Assert.Equal(("shop/web", 6L), (remark.Subject, remark.Count));
        Assert.Equal(2, proposal.Uncovered.Count);
        ProofResult proof = ReplayProof.Prove(story.Graph(), proposal, new ProposalOptions());
        Assert.True(proof.Holds);
        Assert.Equal(2, proof.NotProvable.Count);
    }

    private static Party Web() => ClusterStory.Cluster().Workload("shop/web", "app=web");

    private static string Rule(string way, string entity, int port = 9443) =>
        Lines($"  - {way}Entities:", "    - " + entity, "    toPorts:", "    - ports:", $"      - port: \"{port}\"", "        protocol: TCP");

    private static string Lines(params string[] lines) => string.Join('\n', lines);
}
