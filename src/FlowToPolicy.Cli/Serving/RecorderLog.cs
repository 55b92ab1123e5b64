using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Serving;

/// <summary>Writes what happens while recording to standard error: as lines to read, or as JSON, one object a line with time, kind and text.</summary>
internal sealed class RecorderLog(Host host, bool isJson, bool isQuiet)
{
    /// <summary>Writes one event.</summary>
    /// <param name="kind">What happened: a word that is stable, for programs.</param>
    /// <param name="text">The same for readers, in one line.</param>
    public void Say(string kind, string text)
    {
        if (!isQuiet)
        {
            string time = host.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            host.Terminal.Note(isJson ? Json(time, kind, text) : $"{time} {kind}: {text}");
        }
    }

    private static string Json(string time, string kind, string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", time);
            json.WriteString("kind", kind);
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
