using System.Text.Json;
using FlowToPolicy.Benchmarks.Generating.Cluster;

namespace FlowToPolicy.Benchmarks.Generating.Truths;

/// <summary>
/// The truth beside a log, as JSON lines: first what all lines add up to, then every edge that occurs, with the counts that
/// <c>graph -o json</c> must find.
/// </summary>
internal static class TruthFile
{
    /// <summary>Where the truth of a log stands.</summary>
    public static string PathOf(string log) => Path.TrimEndingDirectorySeparator(log) + ".truth.jsonl";

    /// <summary>Writes it.</summary>
    public static void Write(Stream output, LogTruth log, IEnumerable<GeneratedEdge> edges)
    {
        WriteLine(output, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("lines", log.Lines);
            json.WriteNumber("sightings", log.Sightings);
            json.WriteNumber("flowsWithoutEdge", log.FlowsWithoutEdge);
            json.WriteNumber("agentEvents", log.AgentEvents);
            json.WriteNumber("nodeNotices", log.NodeNotices);
            json.WriteNumber("lossNotices", log.LossNotices);
            json.WriteNumber("lostEvents", log.LostEvents);
            json.WriteEndObject();
        });
        foreach (TruthEdge edge in edges.Where(e => e.Truth.Lines > 0).Select(TruthEdge.Of).Order())
        {
            WriteLine(output, edge.Write);
        }
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="JsonException">It is no truth of a log.</exception>
    public static (LogTruth Log, List<TruthEdge> Edges) Read(TextReader input)
    {
        using JsonDocument head = JsonDocument.Parse(input.ReadLine() ?? "");
        JsonElement root = head.RootElement;
        var log = new LogTruth
        {
            Lines = root.GetProperty("lines").GetInt64(),
            Sightings = root.GetProperty("sightings").GetInt64(),
            FlowsWithoutEdge = root.GetProperty("flowsWithoutEdge").GetInt64(),
            AgentEvents = root.GetProperty("agentEvents").GetInt64(),
            NodeNotices = root.GetProperty("nodeNotices").GetInt64(),
            LossNotices = root.GetProperty("lossNotices").GetInt64(),
            LostEvents = root.GetProperty("lostEvents").GetInt64(),
        };
        var edges = new List<TruthEdge>();
        while (input.ReadLine() is { } line)
        {
            using JsonDocument edge = JsonDocument.Parse(line);
            edges.Add(TruthEdge.Read(edge.RootElement));
        }

        return (log, edges);
    }

    private static void WriteLine(Stream output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            write(json);
        }

        output.WriteByte((byte)'\n');
    }
}
