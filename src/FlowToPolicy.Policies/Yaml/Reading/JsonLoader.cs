using System.Text;
using System.Text.Json;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>
/// Builds the trees of JSON values that stand one after the other. JSON is read by its own rules, because YAML readers refuse tabs, long keys and escaped
/// surrogates that JSON allows.
/// </summary>
internal sealed class JsonLoader
{
    private readonly byte[] _bytes;
    private readonly string _text;
    private readonly LineTable _lines;
    private int _byte;
    private int _char;
    private int _values;

    private JsonLoader(string text, LineTable lines)
    {
        (_text, _lines) = (text, lines);
        _bytes = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Whether a document may be JSON: its first character that is not blank opens an object or a list.</summary>
    public static bool MayBeJson(string text) => text.AsSpan().TrimStart(" \t\r\n") is ['{' or '[', ..];

    /// <summary>Adds the values at the beginning of the text that are JSON to <paramref name="roots"/>.</summary>
    /// <returns>Where the text that is no JSON begins; the length of the text when all of it is.</returns>
    public static int Load(string text, LineTable lines, List<SourceNode> roots) => new JsonLoader(text, lines).LoadAll(roots);

    private int LoadAll(List<SourceNode> roots)
    {
        var reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = SourceLimits.DeepestNesting });
        long consumed = 0;
        try
        {
            while (reader.Read())
            {
                roots.Add(Node(ref reader));
                consumed = reader.BytesConsumed;
            }

            return _text.Length;
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetCharCount(_bytes.AsSpan(0, (int)consumed));
        }
    }

    private SourceNode Node(ref Utf8JsonReader reader)
    {
        SourcePosition position = At(reader.TokenStartIndex);
        SourceLimits.CheckCount(++_values, position);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Map(ref reader, position);
            case JsonTokenType.StartArray:
                var items = new List<SourceNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Node(ref reader));
                }

                return new SourceList(position, items);
            default:
                return Scalar(ref reader, position);
        }
    }

    private SourceMap Map(ref Utf8JsonReader reader, SourcePosition position)
    {
        var entries = new List<SourceEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            SourcePosition at = At(reader.TokenStartIndex);
            string key = Text(ref reader, at);
            reader.Read();
            SourceNode value = Node(ref reader);
            if (!keys.Add(key))
            {
                throw SourceLimits.Twice(key, at);
            }

            entries.Add(new SourceEntry(key, at, value));
        }

        return new SourceMap(position, entries);
    }

    private static SourceScalar Scalar(ref Utf8JsonReader reader, SourcePosition position)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new SourceScalar(position, ScalarKind.Text, Text(ref reader, position));
        }

        string written = Encoding.UTF8.GetString(reader.ValueSpan);
        ScalarKind kind = reader.TokenType switch
        {
            JsonTokenType.Null => ScalarKind.Null,
            JsonTokenType.True or JsonTokenType.False => ScalarKind.Boolean,
            _ => reader.TryGetInt64(out _) ? ScalarKind.Integer : ScalarKind.Real,
        };
        return new SourceScalar(position, kind, kind == ScalarKind.Null ? "" : written) { Written = written };
    }

    private static string Text(ref Utf8JsonReader reader, SourcePosition position)
    {
        SourceLimits.CheckLength(reader.ValueSpan.Length, position);
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new SourceException(position, "a half of a surrogate pair is no character", exception);
        }
    }

    // Values come in order, so that each character is counted once.
    private SourcePosition At(long byteIndex)
    {
        _char += Encoding.UTF8.GetCharCount(_bytes.AsSpan(_byte, (int)byteIndex - _byte));
        _byte = (int)byteIndex;
        return _lines.At(_char);
    }
}
