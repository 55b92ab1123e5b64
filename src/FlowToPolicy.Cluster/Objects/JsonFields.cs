using System.Text.Json;

namespace FlowToPolicy.Cluster.Objects;

/// <summary>Takes fields out of objects of the API; a field that is absent or of another type is empty.</summary>
internal static class JsonFields
{
    /// <summary>An object; undefined when there is none.</summary>
    public static JsonElement Object(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : default;

    /// <summary>A string; empty when there is none.</summary>
    public static string Text(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>A whole number; null when there is none.</summary>
    public static int? Number(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;

    /// <summary>Whether a field is true.</summary>
    public static bool IsTrue(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The items of a list; none when there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>The strings of a list.</summary>
    public static IEnumerable<string> Texts(this JsonElement from, string name) =>
        from.Items(name).Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!);

    /// <summary>A map of strings, sorted by key.</summary>
    public static SortedDictionary<string, string> TextMap(this JsonElement from, string name)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (from.Object(name) is { ValueKind: JsonValueKind.Object } entries)
        {
            foreach (JsonProperty entry in entries.EnumerateObject())
            {
                if (entry.Value.ValueKind == JsonValueKind.String)
                {
                    map[entry.Name] = entry.Value.GetString()!;
                }
            }
        }

        return map;
    }
}
