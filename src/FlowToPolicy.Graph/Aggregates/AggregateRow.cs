using System.Buffers;
using System.Text.Json;

namespace FlowToPolicy.Graph.Aggregates;

/// <summary>One row that is being written; what is empty or 0 is left out.</summary>
internal sealed class AggregateRow : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public AggregateRow()
    {
        _json = new Utf8JsonWriter(_buffer);
        _json.WriteStartObject();
    }

    public void Text(string name, string value)
    {
        if (value.Length > 0)
        {
            _json.WriteString(name, value);
        }
    }

    public void Number(string name, long value)
    {
        if (value != 0)
        {
            _json.WriteNumber(name, value);
        }
    }

    public void Zero(string name) => _json.WriteNumber(name, 0);

    public void Time(string name, long ticks)
    {
        if (ticks != 0)
        {
            _json.WriteString(name, AggregateFormat.Time(ticks));
        }
    }

    public void True(string name, bool value)
    {
        if (value)
        {
            _json.WriteBoolean(name, true);
        }
    }

    public void Texts(string name, ReadOnlySpan<string> values)
    {
        if (!values.IsEmpty)
        {
            _json.WriteStartArray(name);
            foreach (string value in values)
            {
                _json.WriteStringValue(value);
            }

            _json.WriteEndArray();
        }
    }

    public void Numbers(string name, IReadOnlyCollection<int> values)
    {
        if (values.Count > 0)
        {
            _json.WriteStartArray(name);
            foreach (int value in values)
            {
                _json.WriteNumberValue(value);
            }

            _json.WriteEndArray();
        }
    }

    public void Bytes(string name, ReadOnlySpan<byte> bytes) => _json.WriteBase64String(name, bytes);

    public void Counts(string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        KeyValuePair<string, long>[] present = [.. counts.Where(count => count.Value != 0)];
        if (present.Length > 0)
        {
            _json.WriteStartObject(name);
            foreach ((string key, long value) in present)
            {
                _json.WriteNumber(key, value);
            }

            _json.WriteEndObject();
        }
    }

    public void Pairs(string name, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        KeyValuePair<string, string>[] present = [.. pairs];
        if (present.Length > 0)
        {
            _json.WriteStartObject(name);
            foreach ((string key, string value) in present)
            {
                _json.WriteString(key, value);
            }

            _json.WriteEndObject();
        }
    }

    /// <summary>The row with its line break.</summary>
    public byte[] Line()
    {
        _json.WriteEndObject();
        _json.Flush();
        return [.. _buffer.WrittenSpan, (byte)'\n'];
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();
}
