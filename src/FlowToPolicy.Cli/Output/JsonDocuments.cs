using System.Buffers;
using System.Text;
using System.Text.Json;

namespace FlowToPolicy.Cli.Output;

/// <summary>What all JSON documents share: the head, the indentation, and that everything but printable ASCII is escaped.</summary>
internal static class JsonDocuments
{
    /// <summary>The version of all our documents.</summary>
    public const string ApiVersion = "flow2policy/v1alpha1";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    /// <summary>A document of some kind with the content that <paramref name="content"/> writes.</summary>
    public static byte[] Write(string kind, Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, kind, content);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a document as it comes, however large it is.</summary>
    public static void Write(TextWriter output, string kind, Action<Utf8JsonWriter> content) => Write(new AsciiStream(output), kind, content);

    /// <summary>The document as text.</summary>
    public static string Text(byte[] document) => Encoding.UTF8.GetString(document);

    /// <summary>The same document, piece by piece.</summary>
    public static void Write(IBufferWriter<byte> output, string kind, Action<Utf8JsonWriter> content)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", ApiVersion);
            json.WriteString("kind", kind);
            content(json);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>A list of texts under a name.</summary>
    public static void Strings(this Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        for (int i = 0; i < values.Count; i++)
        {
            json.WriteStringValue(values[i]);
        }

        json.WriteEndArray();
    }

    /// <summary>A list of texts under a name.</summary>
    public static void Strings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>A time in ticks under a name; null when it is not known.</summary>
    public static void Time(this Utf8JsonWriter json, string name, long ticks)
    {
        if (ticks == 0)
        {
            json.WriteNull(name);
            return;
        }

        Span<char> text = stackalloc char[28];
        json.WriteString(name, Words.Time(ticks, text));
    }
}
