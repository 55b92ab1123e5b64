using System.Text.Json;
using FlowToPolicy.Benchmarks.Generating;
using FlowToPolicy.Benchmarks.Generating.Truths;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Tests.Generating;

/// <summary>The graph that is folded from a generated log must be what its generator knows it to be.</summary>
public class GeneratedTruthTests
{
    [Theory]
    [InlineData(1, false, 5)]
    [InlineData(2, false, 1)]
    [InlineData(3, false, 20)]
    [InlineData(4, true, 5)]
    public void The_graph_of_a_generated_log_is_its_truth(ulong seed, bool distinctEnds, int nodes)
    {
        var log = new GeneratedLog(new LogSettings { Workloads = 100, Edges = 600, Flows = 8000, Nodes = nodes, Days = 5, Seed = seed, DistinctEnds = distinctEnds });
        (LogTruth truth, List<TruthEdge> edges) = TruthFile.Read(new StringReader(log.Truth));

        Assert.True(edges.Count > 400, $"Only {edges.Count} edges were written.");
        Assert.Empty(TruthCheck.Differences(truth, edges, Fold(log.Bytes)));
    }

    [Fact]
    public void A_graph_that_lost_a_line_is_found_out()
    {
        var log = new GeneratedLog(new LogSettings { Workloads = 10, Edges = 20, Flows = 500, Nodes = 2, Days = 1 });
        (LogTruth truth, List<TruthEdge> edges) = TruthFile.Read(new StringReader(log.Truth));
        byte[] bytes = log.Bytes;
        int secondLine = Array.IndexOf(bytes, (byte)'\n') + 1;

        Assert.NotEmpty(TruthCheck.Differences(truth, edges, Fold(bytes[secondLine..])));
    }

    private static JsonElement Fold(byte[] log)
    {
        var builder = new GraphBuilder();
        new LogSource(["-"], () => new MemoryStream(log), LogOptions.Default, new EndpointTable()).Read(builder);
        return JsonDocument.Parse(GraphJson.Canonical(builder.Build())).RootElement;
    }
}
