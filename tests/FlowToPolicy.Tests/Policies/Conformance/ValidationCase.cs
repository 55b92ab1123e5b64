using System.IO.Compression;
using System.Text.Json;

namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>One policy with what the schema of its CRD and the agent say of it.</summary>
/// <param name="Name">The file and its number in it, from 1.</param>
/// <param name="Document">The policy as JSON.</param>
/// <param name="SchemaRefuses">Whether the schema refuses it.</param>
/// <param name="At">Where the schema refuses it.</param>
/// <param name="AgentRefuses">Whether the agent refuses it; null when it never sees it.</param>
/// <param name="Unknown">The leaves of what the API server drops.</param>
internal sealed record ValidationCase(string Name, string Document, bool SchemaRefuses, IReadOnlyList<string> At, bool? AgentRefuses, IReadOnlyList<string> Unknown)
{
    /// <summary>The policies of a file.</summary>
    public static IEnumerable<ValidationCase> ReadAll(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var document = JsonDocument.Parse(content);
        int number = 0;
        foreach (JsonElement item in document.RootElement.EnumerateArray())
        {
            string name = $"{Path.GetFileName(path)}#{++number}";
            if (item.EnumerateObject().FirstOrDefault(property => !Keys.Contains(property.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            {
                throw new InvalidDataException($"{name}: the key {unknown.Name} is not understood");
            }

            yield return new ValidationCase(
                name,
                item.GetProperty("doc").GetRawText(),
                Refuses(item, "schema") ?? throw new InvalidDataException($"{name}: no verdict of the schema"),
                Texts(item, "at"),
                Refuses(item, "agent"),
                Texts(item, "unknown"));
        }
    }

    private static readonly string[] Keys = ["doc", "schema", "at", "agent", "unknown", "name", "note"];

    private static bool? Refuses(JsonElement item, string gate) => item.TryGetProperty(gate, out JsonElement value)
        ? value.GetString() switch
        {
            "refused" => true,
            "ok" => false,
            var other => throw new InvalidDataException($"{gate} {other}"),
        }
        : null;

    private static IReadOnlyList<string> Texts(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) ? [.. value.EnumerateArray().Select(text => text.GetString()!)] : [];
}
