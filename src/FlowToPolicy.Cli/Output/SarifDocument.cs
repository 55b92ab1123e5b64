using System.Buffers;
using System.Text;
using System.Text.Json;

namespace FlowToPolicy.Cli.Output;

/// <summary>The parts of SARIF 2.1.0 (OASIS standard of 2020) that all our SARIF documents share.</summary>
internal static class SarifDocument
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    /// <summary>A document with one run.</summary>
    /// <param name="rules">Writes the property <c>rules</c> of the driver.</param>
    /// <param name="results">Writes the property <c>results</c> of the run.</param>
    public static string Write(Action<Utf8JsonWriter> rules, Action<Utf8JsonWriter> results)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", "flow2policy");
            json.WriteString("version", ToolVersion.Number);
            rules(json);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("columnKind", "utf16CodeUnits");
            results(json);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>A list of objects under a name.</summary>
    public static void Objects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> content)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            content(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A message object under a name.</summary>
    public static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>The place of a result.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="file">A path as it was given.</param>
    /// <param name="line">From 1.</param>
    /// <param name="column">From 1.</param>
    /// <param name="snippet">The line's text; empty for none.</param>
    public static void Location(Utf8JsonWriter json, string file, int line, int column, string snippet)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        Artifact(json, file);
        json.WriteStartObject("region");
        json.WriteNumber("startLine", line);
        json.WriteNumber("startColumn", column);
        if (snippet.Length > 0)
        {
            Text(json, "snippet", snippet);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>The property <c>artifactLocation</c> for a path as it was given.</summary>
    public static void Artifact(Utf8JsonWriter json, string file)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri(file));
        json.WriteEndObject();
    }

    // A relative path stays relative, so that it names the file wherever the repository lies.
    private static string Uri(string file)
    {
        string path = OperatingSystem.IsWindows() ? file.Replace('\\', '/') : file;
        string escaped = string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file://{escaped}" : escaped.StartsWith("./", StringComparison.Ordinal) ? escaped[2..] : escaped;
    }
}
