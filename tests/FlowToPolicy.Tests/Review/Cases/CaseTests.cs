using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Review.ExpectedLogs;

namespace FlowToPolicy.Tests.Review.Cases;

/// <summary>What the fixtures for the awkward parts of life prove; each has an <c>about.md</c>.</summary>
public class CaseTests
{
    public static IEnumerable<object[]> Cases =>
        from name in (string[])["rollout", "equal-labels", "nameless", "translated", "self-call", "one-name-two-kinds", "denied-address", "many-addresses"]
        from isolation in Enum.GetValues<Isolation>()
        select new object[] { name, isolation };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_proof_of_each_case_holds(string name, Isolation isolation)
    {
        var options = new ProposalOptions { Isolate = isolation };
        CommunicationGraph graph = RecordedLog.Fold(name);
        ProofResult proof = ReplayProof.Prove(graph, ProposalBuilder.Build(graph, options), options);
        Assert.True(proof.Holds, string.Join('\n', proof.Failures.Concat(proof.DeniedAdmitted).Select(f => f.Reason)));
    }

    [Theory]
    [InlineData(Isolation.Seen)]
    [InlineData(Isolation.All)]
    public void Rollout_Policies_hold_for_the_pods_before_and_after(Isolation isolation)
    {
        Case rollout = Case.Of("rollout", isolation);
        rollout.AssertAdmitted("shop/web", "shop/api", 8080);
        rollout.AssertAdmitted("shop/jobs", "shop/api", 9090);
        rollout.AssertDenied("shop/jobs", "shop/api", 8080);
        rollout.AssertDenied("shop/web", "shop/api", 9090);
        Assert.Equal(3, rollout.Proposal.Policies.Count);
        Assert.Equal(2, rollout.End("shop/api").LabelSets.Count);
    }

    [Fact]
    public void Equal_labels_Share_a_policy_and_a_subset_of_labels_is_told_apart()
    {
        Case equal = Case.Of("equal-labels");
        SharedSelector shared = Assert.Single(equal.Proposal.Shared);
        Assert.Equal(["shop/blue", "shop/green"], shared.Workloads.Select(w => w.Name));
        equal.AssertAdmitted("shop/main", "data/db", 5432);
        equal.AssertDenied("shop/canary", "data/db", 5432);
        equal.AssertAdmitted("shop/blue", "shop/main", 8080);
        equal.AssertAdmitted("shop/green", "shop/canary", 8081);
    }

    [Fact]
    public void Nameless_Pods_get_the_stem_of_their_names()
    {
        Case nameless = Case.Of("nameless");
        Assert.Equal(["shop/admin-shell", "shop/db", "shop/report"], nameless.Graph.Ends.Select(e => e.Name));
        Assert.All(nameless.Graph.Ends, e => Assert.True(e.NameIsGuessed));
        nameless.AssertAdmitted("shop/report", "shop/db", 5432);
    }

    [Fact]
    public void Translated_Only_real_connections_become_edges_and_every_other_line_has_its_reason()
    {
        CommunicationGraph graph = RecordedLog.Fold("translated");
        Assert.Equal(
            ["shop/web -> shop/api 8080", "shop/web -> shop/old 7000", "shop/web -> world 443"],
            graph.Edges.Select(e => $"{e.Client} -> {e.Server} {e.Port}"));
        Assert.Equal(
            ["ICMP error of another connection", "reply through a service address", "service address before translation"],
            graph.Accounting.Reasons.Select(r => r.Key));
        Assert.Equal(2, graph.Edges[2].Evidence.Connections);
        Assert.Equal([false, true, false], graph.Edges.Select(e => e.Marks.HasFlag(EdgeMarks.DirectionAssumed)));
    }

    [Theory]
    [InlineData(Isolation.Seen)]
    [InlineData(Isolation.All)]
    public void Self_call_Replicas_may_call_each_other_and_a_pod_to_itself_is_no_edge(Isolation isolation)
    {
        Case self = Case.Of("self-call", isolation);
        Assert.Equal(6379, Assert.Single(self.Graph.Edges).Port);
        self.AssertAdmitted("data/cache", "data/cache", 6379);
        self.AssertDenied("data/cache", "data/cache", 8080);
    }

    [Fact]
    public void One_name_of_two_kinds_Gives_two_policies_that_carry_their_kind()
    {
        Case kinds = Case.Of("one-name-two-kinds");
        Assert.Equal(["f2p-web-deployment", "f2p-web-statefulset"], kinds.Proposal.Policies.Select(p => p.Policy.Name));
        Assert.Equal(2, kinds.Proposal.Policies.Select(p => p.BaseName).Distinct().Count());
        kinds.AssertAdmitted("shop/web (Deployment)", "shop/web (StatefulSet)", 9000);
    }

    [Theory]
    [InlineData(Isolation.Seen)]
    [InlineData(Isolation.All)]
    public void Denied_address_Stays_out_beside_an_admitted_one_in_both_directions(Isolation isolation)
    {
        Case denied = Case.Of("denied-address", isolation);
        denied.AssertAdmitted("shop/mailer", "world", 443, "203.0.113.10");
        denied.AssertDenied("shop/mailer", "world", 443, "198.51.100.7");
        denied.AssertAdmitted("world", "shop/portal", 8443, "192.0.2.77");
        denied.AssertDenied("world", "shop/portal", 8443, "198.51.100.99");
        denied.AssertDenied("world", "shop/portal", 22, "198.51.100.99");
    }

    [Fact]
    public void Many_addresses_Become_the_entity_world_and_a_remark_with_a_number()
    {
        Case many = Case.Of("many-addresses");
        Edge edge = Assert.Single(many.Graph.Edges);
        Assert.Equal(1024, edge.Addresses.Count);
        Assert.InRange(edge.AddressesBeyond, 1700, 2250);
        DirectionItem item = Assert.Single(Assert.Single(Assert.Single(many.Proposal.Policies).Policy.Rules).Egress!);
        Assert.Equal(["world"], item.Entities);
        many.AssertAdmitted("shop/crawler", "world", 443, "198.51.100.1");
        many.AssertDenied("shop/crawler", "world", 80, "198.51.100.1");
        Assert.NotEmpty(many.Proposal.Remarks);
    }
}
