using System.Buffers.Text;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Random ids of flows.</summary>
internal static class JsonUuid
{
    /// <summary>How many bytes an id takes.</summary>
    public const int Length = 36;

    /// <summary>The id; <see cref="Guid.Empty"/> when the text is none, because a flow is evidence without one too.</summary>
    public static Guid Parse(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out Guid uuid, out int used) && used == text.Length ? uuid : Guid.Empty;
}
