using System.Diagnostics;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;
using Xunit.Abstractions;

namespace FlowToPolicy.Tests.Review;

/// <summary>Large clusters are proposed and proved in seconds; the bounds are generous, so that they catch the quadratic and not the busy machine.</summary>
public class ReplayLargeClusterTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(100)]
    [InlineData(1)]
    public void Three_thousand_workloads_and_twenty_thousand_edges(int namespaces) => Measure(Graph(3_000, 20_000, namespaces, i => ["app=w" + i, "tier=t" + (i % 7)]));

    [Fact]
    public void Three_thousand_workloads_that_only_pairs_of_labels_tell_apart() =>
        Measure(Graph(3_000, 6_000, 1, i => ["app=a" + (i / 100), "role=r" + (i % 100), "team=x"]));

    [Fact]
    public void Three_thousand_workloads_with_equal_labels() => Measure(Graph(3_000, 6_000, 1, _ => ["app=same"]));

    [Fact]
    public void Three_thousand_workloads_of_which_one_has_a_subset_of_the_others_labels() =>
        Measure(Graph(3_000, 6_000, 1, i => i == 0 ? ["app=a"] : ["app=a", "k" + i + "=v"]));

    [Fact]
    public void A_pod_with_five_thousand_labels_beside_its_twin() => Measure(Graph(3, 3, 1, i =>
        [.. Enumerable.Range(0, 5_000).Select(n => $"key{n}=v{(i == 1 && n == 4_999 ? 1 : 0)}")]));

    private static CommunicationGraph Graph(int workloads, int edges, int namespaces, Func<int, string[]> labels)
    {
        End[] ends = [.. Enumerable.Range(0, workloads).Select(i => new End
        {
            Kind = EndKind.Workload,
            Workload = new Workload("ns" + (i % namespaces), "Deployment", "w" + i),
            Name = $"ns{i % namespaces}/w{i}",
            LabelSets = [LabelSet.Parse(labels(i).Select(label => "k8s:" + label).Append("k8s:io.kubernetes.pod.namespace=ns" + (i % namespaces)))],
        }).Order(End.Order)];
        var random = new Random(1);
        var keys = new HashSet<(int Client, int Server, int Port)>();
        while (keys.Count < edges)
        {
            keys.Add((random.Next(workloads), random.Next(workloads), 8000 + random.Next(5)));
        }

        return new CommunicationGraph
        {
            Ends = ends,
            Edges = [.. keys.Select(key => Edge(ends[key.Client], ends[key.Server], key.Port))],
            Window = new ObservationWindow(),
            Accounting = new Accounting(),
            HomeClusters = [],
            IsMesh = false,
        };
    }

    private static Edge Edge(End client, End server, int port) => new()
    {
        Client = client,
        Server = server,
        Protocol = Protocol.Tcp,
        Port = (ushort)port,
        Outcome = EdgeOutcome.Allowed,
        Answered = true,
        Marks = EdgeMarks.None,
        Evidence = new FlowToPolicy.Graph.Evidence { Connections = 1 },
        ClientLabels = client.LabelSets,
        ServerLabels = server.LabelSets,
    };

    private void Measure(CommunicationGraph graph)
    {
        var options = new ProposalOptions { Isolate = Isolation.All };
        var watch = Stopwatch.StartNew();
        Proposal proposal = ProposalBuilder.Build(graph, options);
        TimeSpan proposed = watch.Elapsed;
        ProofResult proof = ReplayProof.Prove(graph, proposal, options);
        output.WriteLine($"{proposal.Policies.Count} policies in {proposed.TotalSeconds:F1} s, proof in {(watch.Elapsed - proposed).TotalSeconds:F1} s, {proof.UnusedAdmitted} unused");
        Assert.True(proof.Holds);
        Assert.True(watch.Elapsed < Bound, $"took {watch.Elapsed}");
    }
}
