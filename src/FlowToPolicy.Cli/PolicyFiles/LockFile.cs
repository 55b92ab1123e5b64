using System.Text.Json;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Graph;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>
/// What changes with every run and so has no place in the policies: window, counts, options, tool version, the graph's hash, and
/// which files belong to the run. The same input gives the same bytes.
/// </summary>
internal static class LockFile
{
    private const string Kind = "Lock";

    /// <summary>Whether a text is a lock file of ours, of whatever version.</summary>
    public static bool IsOurs(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("apiVersion", out JsonElement version)
                && version.ValueKind == JsonValueKind.String
                && version.GetString()!.StartsWith("flow2policy/", StringComparison.Ordinal)
                && document.RootElement.TryGetProperty("kind", out JsonElement kind)
                && kind.ValueKind == JsonValueKind.String
                && kind.ValueEquals(Kind);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // No JSON, or a string that is half of a surrogate pair.
            return false;
        }
    }

    /// <summary>The text of the lock file.</summary>
    /// <param name="graph">What was observed.</param>
    /// <param name="graphDigest">The digest of the graph's canonical form.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="plan">What stands in the folder now.</param>
    /// <param name="read">Gives the bytes of a file of the folder.</param>
    public static string Text(CommunicationGraph graph, string graphDigest, ProposalOptions options, DirectoryPlan plan, Func<string, byte[]> read) =>
        JsonDocuments.Text(JsonDocuments.Write(Kind, json =>
        {
            json.WriteStartObject("summary");
            json.WriteNumber("policies", plan.Files.Count(f => f.File is not null));
            json.WriteNumber("edges", graph.Edges.Count);
            json.WriteNumber("connections", graph.Edges.Sum(e => e.Evidence.Connections));
            json.WriteEndObject();
            json.WriteString("tool", ToolVersion.Text);
            ProposalJson.Options(json, options);
            GraphJsonParts.Window(json, graph);
            GraphJsonParts.Accounting(json, graph.Accounting);
            json.WriteString("graph", graphDigest);
            json.WriteStartArray("files");
            foreach (PlannedFile file in plan.Files)
            {
                if (file.File is { } proposed)
                {
                    WriteFile(json, proposed, read(file.Path));
                }
            }

            json.WriteEndArray();
            json.Strings("otherFiles", plan.Files.Where(f => f.Action == FileAction.Stale).Select(f => f.Path)
                .Concat(plan.Elsewhere).Order(StringComparer.Ordinal));
        }));

    private static void WriteFile(Utf8JsonWriter json, PolicyFile file, byte[] content)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteString("policy", file.PolicyName);
        json.WriteString("hash", Digest.Of(content));
        json.WriteEndObject();
    }
}
