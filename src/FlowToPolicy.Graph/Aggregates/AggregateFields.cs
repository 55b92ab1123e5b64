using System.Globalization;
using System.Text.Json;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Aggregates;

/// <summary>The fields of one row that is being read. Fields may be missing or null; of a wrong form they are refused.</summary>
internal readonly struct AggregateFields(JsonElement row)
{
    private const int MaxText = 4096;
    private const long MaxCount = 1L << 53;

    public bool Has(string name) => Find(name) is not null;

    public string Text(string name) => Find(name) is { } field ? Text(field, name) : "";

    public long Count(string name)
    {
        if (Find(name) is not { } field)
        {
            return 0;
        }

        // Databases write 64-bit numbers as text, because JavaScript cannot hold them.
        bool isNumber = field.ValueKind == JsonValueKind.Number ? field.TryGetInt64(out long value)
            : long.TryParse(Text(field, name), NumberStyles.None, CultureInfo.InvariantCulture, out value);
        return isNumber && value is >= 0 and <= MaxCount ? value : throw new RowException($"'{name}' is no count");
    }

    public int Small(string name, int limit) => Count(name) is var value && value <= limit ? (int)value : throw new RowException($"'{name}' is larger than {limit}");

    public bool IsTrue(string name) => Find(name) is { } field
        && (field.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.GetBoolean()
            : field.ValueKind == JsonValueKind.Number ? Count(name) != 0
            : throw new RowException($"'{name}' is neither true nor false"));

    /// <summary>A time in ticks UTC; 0 when there is none.</summary>
    public long Time(string name) => Find(name) is { } field ? Time(Text(field, name), name) : 0;

    public static long Time(string text, string name) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) && time.UtcTicks > 0
            ? time.UtcTicks
            : throw new RowException($"'{name}' is no time such as 2026-03-01T10:00:00Z");

    public IEnumerable<string> Texts(string name)
    {
        if (Find(name) is not { } field)
        {
            yield break;
        }

        foreach (JsonElement item in field.ValueKind == JsonValueKind.Array ? field.EnumerateArray() : throw new RowException($"'{name}' is no list"))
        {
            yield return Text(item, name);
        }
    }

    public IEnumerable<int> Numbers(string name)
    {
        if (Find(name) is not { } field)
        {
            yield break;
        }

        foreach (JsonElement item in field.ValueKind == JsonValueKind.Array ? field.EnumerateArray() : throw new RowException($"'{name}' is no list"))
        {
            yield return item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number) ? number : throw new RowException($"'{name}' holds something that is no number");
        }
    }

    /// <summary>The fields of an object.</summary>
    public IEnumerable<(string Name, AggregateFields Fields)> Inside(string name)
    {
        if (Find(name) is not { } field)
        {
            yield break;
        }

        foreach (JsonProperty property in field.ValueKind == JsonValueKind.Object ? field.EnumerateObject() : throw new RowException($"'{name}' is no object"))
        {
            yield return (property.Name, new AggregateFields(field));
        }
    }

    public Address? Address(string name) => Text(name) is not { Length: > 0 } text ? null
        : Identities.Address.TryParse(text.AsSpan(), out Address address) ? address
        : throw new RowException($"'{name}' is no address");

    public DistinctSketch? Sketch(string name) => Find(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.String && field.TryGetBytesFromBase64(out byte[]? bytes) && DistinctSketch.Of(bytes) is { } sketch ? sketch
        : throw new RowException($"'{name}' is no estimate");

    private JsonElement? Find(string name) => row.TryGetProperty(name, out JsonElement field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private static string Text(JsonElement field, string name) =>
        field.ValueKind == JsonValueKind.String && field.GetString() is { Length: <= MaxText } text ? text : throw new RowException($"'{name}' is no text of at most {MaxText} characters");
}
