using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review;

/// <summary>What must hold for every graph; the seed of a failing one is in the message.</summary>
public class ReplayPropertyTests
{
    private const int Seeds = 120;

    [Theory]
    [InlineData(Isolation.Seen)]
    [InlineData(Isolation.All)]
    public void Every_admitted_edge_gets_through_and_no_denied_one_does(Isolation isolation) => ForEachSeed((seed, graph) =>
    {
        foreach (ProposalOptions options in Variants(seed, isolation))
        {
            Proposal proposal = ProposalBuilder.Build(graph, options);
            ProofResult proof = ReplayProof.Prove(graph, proposal, options);
            Assert.True(proof.Holds, $"seed {seed}: {string.Join("; ", proof.Failures.Concat(proof.DeniedAdmitted).Select(Describe))}");
        }
    });

    [Fact]
    public void Closing_both_directions_leaves_no_denied_attempt_of_a_subject_open() => ForEachSeed((seed, graph) =>
    {
        var options = new ProposalOptions { Isolate = Isolation.All, IncludeSystem = true };
        Proposal proposal = ProposalBuilder.Build(graph, options);
        HashSet<End> closed = [.. proposal.Policies.SelectMany(policy => policy.Workloads)];
        ProofResult proof = ReplayProof.Prove(graph, proposal, options);
        Assert.All(proof.DeniedLeftOpen, finding => Assert.False(closed.Contains(finding.Edge.Client) || closed.Contains(finding.Edge.Server), $"seed {seed}"));
    });

    [Fact]
    public void The_same_graph_gives_the_same_text_in_whatever_order_it_lists_ends_and_edges() => ForEachSeed((seed, graph) =>
    {
        var options = new ProposalOptions { Isolate = Isolation.All, Evidence = EvidenceDetail.Full };
        string first = ProposalBuilder.Build(graph, options).Yaml();
        var random = new Random(seed);
        var shuffled = new CommunicationGraph
        {
            Ends = [.. graph.Ends.OrderBy(_ => random.Next())],
            Edges = [.. graph.Edges.OrderBy(_ => random.Next())],
            Window = graph.Window,
            Accounting = graph.Accounting,
            HomeClusters = graph.HomeClusters,
            IsMesh = graph.IsMesh,
        };
        Assert.Equal(first, ProposalBuilder.Build(graph, options).Yaml());
        Assert.Equal(first, ProposalBuilder.Build(shuffled, options).Yaml());
    });

    [Fact]
    public void Every_policy_is_one_that_Cilium_takes_and_reads_back_as_it_was() => ForEachSeed((seed, graph) =>
    {
        foreach (ProposedPolicy policy in ProposalBuilder.Build(graph, new ProposalOptions { Isolate = Isolation.All, IncludeSystem = true }).Policies)
        {
            Assert.NotEmpty(policy.Policy.Rules);
            Assert.Empty(PolicySanitizer.Check(policy.Policy).Select(finding => $"seed {seed}: {finding.Message}"));
            PolicyReadResult read = PolicyYamlReader.Read(PolicyYamlWriter.Write(policy.Policy));
            Assert.Empty(read.Findings.Select(finding => $"seed {seed}: {finding}"));
            Assert.Equal(PolicyYamlWriter.WriteRules(policy.Policy), PolicyYamlWriter.WriteRules(Assert.Single(read.Policies)));
            foreach (Rule rule in policy.Policy.Rules)
            {
                Assert.False(rule.EndpointSelector!.IsEmpty, $"seed {seed}: empty selector");
                Assert.All(rule.Ingress!.Concat(rule.Egress!), item => AssertSound(item, seed));
                Assert.All(rule.Ingress!, item => Assert.DoesNotContain(item.ToPorts ?? [], ports => ports.Dns is not null));
            }
        }
    });

    private static void AssertSound(DirectionItem item, int seed)
    {
        int kinds = (item.Endpoints is null ? 0 : 1) + (item.Entities is null ? 0 : 1) + (item.Cidrs is null ? 0 : 1)
            + (item.CidrSets is null ? 0 : 1) + (item.Fqdns is null ? 0 : 1);
        string message = $"seed {seed}";
        Assert.True(item.IsEmpty || kinds == 1, message);
        Assert.False(item.ToPorts is not null && item.Icmps is not null, message);
        Assert.True(item.IsEmpty || item.ToPorts is not null || item.Icmps is not null, message);
        Assert.True((item.ToPorts ?? []).Sum(ports => ports.Ports.Count) <= 40 && (item.Icmps?.Count ?? 0) <= 40, message);
        Assert.All(item.ToPorts ?? [], rule => Assert.All(rule.Ports, port => Assert.NotEqual("0", port.Port)));
        Assert.All(item.Icmps ?? [], field => Assert.NotEqual("0", field.Type));
        Assert.All(item.Endpoints ?? [], selector => Assert.True(selector.MatchLabels.Count > 0 || selector.MatchExpressions.Any(e => e.Operator == SelectorOperator.In), message));
    }

    private static IEnumerable<ProposalOptions> Variants(int seed, Isolation isolation)
    {
        yield return new ProposalOptions { Isolate = isolation, IncludeSystem = seed % 2 == 0 };
        yield return new ProposalOptions
        {
            Isolate = isolation,
            IncludeSystem = seed % 3 == 0,
            Audited = AuditedTraffic.Deny,
            WorldIngress = WorldIngress.Cidr,
            DnsNames = DnsNames.Exact,
            Namespaces = seed % 5 == 0 ? ["shop"] : [],
        };
        yield return new ProposalOptions { Isolate = isolation, IncludeDenied = true };
    }

    private static string Describe(ProofFinding finding) =>
        $"{finding.Edge.Client} -> {finding.Edge.Server} {finding.Edge.Protocol}/{finding.Edge.Port} {finding.Edge.Outcome} {finding.Address} "
        + $"[{finding.ClientLabels}] [{finding.ServerLabels}] {finding.Side}: {finding.Reason}";

    private static void ForEachSeed(Action<int, CommunicationGraph> check)
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            check(seed, RandomCluster.Story(seed).Graph());
        }
    }
}
