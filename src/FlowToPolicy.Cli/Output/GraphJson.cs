using System.Text.Json;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Output;

/// <summary>The whole graph as JSON: the canonical form, the same bytes for the same graph.</summary>
internal sealed class GraphJson : IGraphWriter
{
    private const string Kind = "CommunicationGraph";

    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(CommunicationGraph graph, InputAccount account, Terminal terminal) =>
        JsonDocuments.Write(terminal.Out, Kind, json => Write(json, graph, account));

    /// <summary>The canonical bytes: UTF-8, printable ASCII, one line break at the end.</summary>
    public static byte[] Canonical(CommunicationGraph graph) => JsonDocuments.Write(Kind, json => Write(json, graph, InputAccount.None));

    /// <summary>The digest of the canonical bytes, which are never all in memory.</summary>
    public static string CanonicalDigest(CommunicationGraph graph)
    {
        using var digest = new DigestWriter();
        JsonDocuments.Write(digest, Kind, json => Write(json, graph, InputAccount.None));
        return digest.Text();
    }

    /// <summary>All ends and edges.</summary>
    public static void Content(Utf8JsonWriter json, CommunicationGraph graph)
    {
        json.WriteStartArray("ends");
        foreach (End end in graph.Ends)
        {
            GraphJsonParts.End(json, end);
        }

        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (Edge edge in graph.Edges)
        {
            EdgeJson.Write(json, edge);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CommunicationGraph graph, InputAccount account)
    {
        WriteSummary(json, graph);
        AccountJson.Write(json, account);
        GraphJsonParts.Window(json, graph);
        GraphJsonParts.Accounting(json, graph.Accounting);
        Content(json, graph);
    }

    private static void WriteSummary(Utf8JsonWriter json, CommunicationGraph graph)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("ends", graph.Ends.Count);
        json.WriteNumber("workloads", graph.Ends.Count(e => e.Kind == EndKind.Workload));
        json.WriteNumber("edges", graph.Edges.Count);
        json.WriteNumber("connections", graph.Edges.Sum(e => e.Evidence.Connections));
        foreach (EdgeOutcome outcome in Enum.GetValues<EdgeOutcome>())
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()), graph.Edges.Count(e => e.Outcome == outcome));
        }

        json.WriteEndObject();
    }
}
