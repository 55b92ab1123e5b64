using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>
/// Walks one JSON value field by field. Every <c>Read</c> method takes the value that comes next: null reads as the
/// default (as in protobuf's JSON), and a value of a type that the field cannot have is skipped and remembered as
/// <see cref="Fault"/>, so that the rest of the line is still checked. Throws <see cref="JsonException"/> on damaged JSON.
/// </summary>
internal ref struct JsonCursor
{
    /// <summary>How deep objects may be nested; flows need less than ten levels.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth, AllowMultipleValues = true };
    private readonly ReadOnlySpan<byte> _text;
    private Utf8JsonReader _reader;

    public JsonCursor(ReadOnlySpan<byte> text)
    {
        _text = text;
        _reader = new Utf8JsonReader(text, isFinalBlock: true, new JsonReaderState(Options));
    }

    /// <summary>The first field whose value has the wrong type or range; null while there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>How many bytes were read.</summary>
    public readonly int Consumed => (int)_reader.BytesConsumed;

    /// <summary>How deep the cursor stands.</summary>
    public readonly int Depth => _reader.CurrentDepth;

    /// <summary>Remembers that <paramref name="field"/> has a value that it cannot have.</summary>
    public void Refuse(string field) => Fault ??= field;

    /// <summary>Enters the object that comes next. False when it is null or no object.</summary>
    public bool EnterObject(string field) => Enter(field, JsonTokenType.StartObject);

    /// <summary>Enters the array that comes next. False when it is null or no array.</summary>
    public bool EnterArray(string field) => Enter(field, JsonTokenType.StartArray);

    /// <summary>The next field of the object that was entered. False at its end.</summary>
    public bool NextField(out ReadOnlySpan<byte> name)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            name = default;
            return false;
        }

        name = _reader.ValueIsEscaped ? JsonText.Unescape(_reader.ValueSpan) : _reader.ValueSpan;
        return true;
    }

    /// <summary>
    /// Moves to the next element of the array that was entered and reads it as text (raw, still escaped). False at the end.
    /// </summary>
    public bool NextText(string field, out ReadOnlySpan<byte> raw)
    {
        raw = default;
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        if (_reader.TokenType == JsonTokenType.String)
        {
            raw = _reader.ValueSpan;
        }
        else
        {
            Wrong(field);
        }

        return true;
    }

    /// <summary>Moves to the next element of the array that was entered, which is an object. False at the end.</summary>
    public bool NextObject(string field)
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (_reader.TokenType == JsonTokenType.StartObject)
            {
                return true;
            }

            Wrong(field);
        }

        return false;
    }

    /// <summary>Takes whatever comes next unread.</summary>
    public void Skip()
    {
        _reader.Read();
        _reader.Skip();
    }

    /// <summary>Takes what comes next unread and says whether it is an object.</summary>
    public bool SkipObject()
    {
        _reader.Read();
        bool isObject = _reader.TokenType == JsonTokenType.StartObject;
        _reader.Skip();
        return isObject;
    }

    /// <summary>
    /// Takes what comes next unread and says whether it is an object with something in it: a field mask can leave an empty
    /// one behind, which says nothing.
    /// </summary>
    public bool SkipFilledObject()
    {
        _reader.Read();
        Utf8JsonReader inside = _reader;
        bool isFilled = inside.TokenType == JsonTokenType.StartObject && inside.Read() && inside.TokenType == JsonTokenType.PropertyName;
        _reader.Skip();
        return isFilled;
    }

    /// <summary>The bytes of the object that comes next; empty for null.</summary>
    public ReadOnlySpan<byte> ReadRawObject(string field) => ReadRaw(field, JsonTokenType.StartObject);

    /// <summary>The bytes of the array that comes next; empty for null.</summary>
    public ReadOnlySpan<byte> ReadRawArray(string field) => ReadRaw(field, JsonTokenType.StartArray);

    /// <summary>The text that comes next, raw and still escaped; empty for null.</summary>
    public ReadOnlySpan<byte> ReadText(string field)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.String)
        {
            return _reader.ValueSpan;
        }

        Wrong(field);
        return default;
    }

    /// <summary>The raw text that comes next. False, without a fault, when it is anything else.</summary>
    public bool TryReadText(out ReadOnlySpan<byte> raw)
    {
        _reader.Read();
        bool isText = _reader.TokenType == JsonTokenType.String;
        raw = isText ? _reader.ValueSpan : default;
        _reader.Skip();
        return isText;
    }

    /// <summary>The truth value that comes next; null for null.</summary>
    public bool? ReadBool(string field)
    {
        _reader.Read();
        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return _reader.TokenType == JsonTokenType.True;
        }

        Wrong(field);
        return null;
    }

    /// <summary>The whole number that comes next, written as a number or as text; 0 for null.</summary>
    public long ReadNumber(string field, long min, long max)
    {
        _reader.Read();
        if (_reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
        {
            if (JsonNumber.TryParse(_reader.ValueSpan, out long number) && number >= min && number <= max)
            {
                return number;
            }

            Refuse(field);
            return 0;
        }

        Wrong(field);
        return 0;
    }

    /// <summary>The enum value that comes next, written as name or number; 0 when <paramref name="names"/> does not know it.</summary>
    public int ReadEnum(string field, WireNames names)
    {
        _reader.Read();
        switch (_reader.TokenType)
        {
            case JsonTokenType.String:
                return names.Find(_reader.ValueIsEscaped ? JsonText.Unescape(_reader.ValueSpan) : _reader.ValueSpan);
            case JsonTokenType.Number:
                return JsonNumber.TryParse(_reader.ValueSpan, out long number) ? names.Find(number) : 0;
            default:
                Wrong(field);
                return 0;
        }
    }

    private bool Enter(string field, JsonTokenType start)
    {
        _reader.Read();
        if (_reader.TokenType == start)
        {
            return true;
        }

        Wrong(field);
        return false;
    }

    [SuppressMessage("Style", "IDE0057", Justification = "Start and end are token positions, not a range of one value.")]
    private ReadOnlySpan<byte> ReadRaw(string field, JsonTokenType start)
    {
        if (!Enter(field, start))
        {
            return default;
        }

        int from = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return _text.Slice(from, (int)_reader.BytesConsumed - from);
    }

    private void Wrong(string field)
    {
        if (_reader.TokenType != JsonTokenType.Null)
        {
            Refuse(field);
            _reader.Skip();
        }
    }
}
