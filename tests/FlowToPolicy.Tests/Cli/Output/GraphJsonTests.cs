using System.Text.Json;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Tests.Cli.Output;

public class GraphJsonTests
{
    private static readonly CommunicationGraph Graph = SampleGraph.Of(
        SampleGraph.Edge(SampleGraph.Workload("shop", "web", pods: "web-1"), SampleGraph.Workload("shop", "api"), 8080, marks: EdgeMarks.SeenOnce | EdgeMarks.Unanswered),
        SampleGraph.Edge(SampleGraph.Workload("shop", "x\u001b\u202e\ud800"), SampleGraph.World(), 443, addresses: SampleGraph.At("192.0.2.1", names: "example.com")));

    [Fact]
    public void The_document_begins_with_version_kind_and_summary()
    {
        using JsonDocument document = JsonDocument.Parse(GraphJson.Canonical(Graph));
        Assert.Equal(
            ["apiVersion", "kind", "summary", "window", "accounting", "ends", "edges"],
            document.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("CommunicationGraph", document.RootElement.GetProperty("kind").GetString());
        Assert.Equal(2, document.RootElement.GetProperty("summary").GetProperty("edges").GetInt32());
    }

    [Fact]
    public void It_carries_every_property_of_an_edge_and_its_addresses()
    {
        using JsonDocument document = JsonDocument.Parse(GraphJson.Canonical(Graph));
        JsonElement[] edges = [.. document.RootElement.GetProperty("edges").EnumerateArray()];
        Assert.Equal(["unanswered", "seen-once"], edges[0].GetProperty("marks").EnumerateArray().Select(m => m.GetString()!));
        Assert.Equal("2026-03-01T10:00:00Z", edges[0].GetProperty("firstSeen").GetString());
        Assert.Equal(7, edges[0].GetProperty("sightings").GetProperty("clientNew").GetInt32());
        JsonElement address = edges[1].GetProperty("addresses")[0];
        Assert.Equal("192.0.2.1", address.GetProperty("address").GetString());
        Assert.Equal("example.com", address.GetProperty("names")[0].GetString());
    }

    [Fact]
    public void It_is_printable_ASCII_whatever_the_names_hold() =>
        Assert.All(GraphJson.Canonical(Graph), b => Assert.True(b is (>= 0x20 and <= 0x7e) or (byte)'\n'));

    [Fact]
    public void Every_property_of_the_model_has_a_place_in_it()
    {
        using JsonDocument document = JsonDocument.Parse(GraphJson.Canonical(Graph));
        JsonElement edge = document.RootElement.GetProperty("edges")[0];
        HashSet<string> written = [.. edge.EnumerateObject().Select(p => p.Name)];
        string[] derived = [nameof(Edge.LetThrough), nameof(Edge.IsDns), nameof(Edge.Evidence)];
        IEnumerable<string> model = typeof(Edge).GetProperties().Concat(typeof(Evidence).GetProperties())
            .Select(p => p.Name).Except([.. derived, "EqualityContract"]).Select(JsonNamingPolicy.CamelCase.ConvertName);
        Assert.Empty(model.Except(written));
    }

    [Fact]
    public void The_digest_that_is_made_piece_by_piece_is_that_of_the_whole_document() =>
        Assert.Equal(Digest.Of(GraphJson.Canonical(Graph)), GraphJson.CanonicalDigest(Graph));
}
