using System.Buffers.Text;
using System.Text;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>
/// The text of JSON strings from their raw bytes. Unlike <see cref="System.Text.Json.Utf8JsonReader"/> it never throws:
/// invalid UTF-8 and half surrogate pairs become U+FFFD, so that a damaged label costs a label and not the flow.
/// </summary>
internal static class JsonText
{
    /// <summary>The text of a raw (still escaped) JSON string without its quotes.</summary>
    public static string Decode(ReadOnlySpan<byte> raw) =>
        Encoding.UTF8.GetString(raw.Contains((byte)'\\') ? Unescape(raw) : raw);

    /// <summary>The unescaped bytes of a raw JSON string.</summary>
    public static byte[] Unescape(ReadOnlySpan<byte> raw)
    {
        byte[] text = new byte[raw.Length];
        return text[..Unescape(raw, text)];
    }

    /// <summary>
    /// Writes the unescaped bytes of a raw JSON string to <paramref name="target"/>, which is at least as long.
    /// The reader has checked the escapes; what is left of a broken one is dropped.
    /// </summary>
    /// <returns>How many bytes were written.</returns>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        int written = 0;
        while (true)
        {
            int plain = raw.IndexOf((byte)'\\');
            if (plain < 0)
            {
                raw.CopyTo(target[written..]);
                return written + raw.Length;
            }

            raw[..plain].CopyTo(target[written..]);
            written += plain;
            raw = raw[(plain + 1)..];
            if (raw.Length < 5 && raw.StartsWith("u"u8))
            {
                return written;
            }

            if (raw.StartsWith("u"u8))
            {
                raw = raw[Rune(raw, out Rune rune)..];
                written += rune.EncodeToUtf8(target[written..]);
            }
            else if (raw.Length > 0)
            {
                target[written++] = Plain(raw[0]);
                raw = raw[1..];
            }
        }
    }

    private static byte Plain(byte escape) => escape switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => escape,
    };

    /// <summary>Reads <c>uXXXX</c>, or <c>uXXXX\uXXXX</c> for a surrogate pair; says how many bytes it took.</summary>
    private static int Rune(ReadOnlySpan<byte> raw, out Rune rune)
    {
        char first = Hex(raw);
        if (char.IsHighSurrogate(first) && raw.Length >= 11 && raw[5] == '\\' && raw[6] == 'u'
            && System.Text.Rune.TryCreate(first, Hex(raw[6..]), out rune))
        {
            return 11;
        }

        rune = System.Text.Rune.TryCreate(first, out Rune single) ? single : System.Text.Rune.ReplacementChar;
        return 5;
    }

    private static char Hex(ReadOnlySpan<byte> raw) =>
        Utf8Parser.TryParse(raw[1..5], out int code, out int used, 'x') && used == 4 ? (char)code : '\uFFFD';
}
