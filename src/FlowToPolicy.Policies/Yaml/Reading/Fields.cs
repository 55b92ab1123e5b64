using System.Globalization;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>
/// Reads the fields of one object by name and type, as well as it can: a scalar of another type is read as its text, what has no sense is left out.
/// What is wrong with them, the schema alone says.
/// </summary>
internal sealed class Fields(SourceMap map)
{
    /// <summary>Where the object begins.</summary>
    public SourcePosition Position => map.Position;

    /// <summary>Whether the field is there with a value.</summary>
    public bool Has(string name) => map.Find(name) is not null;

    /// <summary>A string, or another scalar as it was written; null when absent.</summary>
    public string? Text(string name) => map.Find(name) is { } node ? TextOf(node) : null;

    /// <summary>A whole number; null when absent.</summary>
    public int? Number(string name) =>
        map.Find(name) is SourceScalar scalar
        && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
        && value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : null;

    /// <summary>A boolean; null when absent.</summary>
    public bool? Flag(string name) => map.Find(name) is SourceScalar scalar
        ? ScalarTyping.Resolve(scalar.Text) switch
        {
            (ScalarKind.Boolean, var text) => text == "true",
            _ => null,
        }
        : null;

    /// <summary>An object; null when absent.</summary>
    public T? Object<T>(string name, Func<Fields, T> read)
        where T : class => map.Find(name) is SourceMap found ? read(new Fields(found)) : null;

    /// <summary>A list of objects; null when absent.</summary>
    public IReadOnlyList<T>? Objects<T>(string name, Func<Fields, T?> read)
        where T : class => List(name, node => node is SourceMap item ? read(new Fields(item)) : null);

    /// <summary>A list of strings; null when absent.</summary>
    public IReadOnlyList<string>? Texts(string name) => List(name, TextOf);

    /// <summary>A map of strings in the order written; null when absent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? TextMap(string name) => map.Find(name) is SourceMap entries ? Pairs(entries) : null;

    /// <summary>A list of maps of strings; null when absent.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? TextMaps(string name) =>
        List(name, node => node is SourceMap entries ? Pairs(entries).ToDictionary() : null);

    private List<T>? List<T>(string name, Func<SourceNode, T?> read)
        where T : class => map.Find(name) is SourceList list ? [.. list.Items.Select(read).OfType<T>()] : null;

    private static List<KeyValuePair<string, string>> Pairs(SourceMap entries) =>
        [.. entries.Entries.Select(entry => (entry.Key, Value: TextOf(entry.Value))).Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))];

    private static string? TextOf(SourceNode node) => node is SourceScalar { Kind: not ScalarKind.Null } scalar ? scalar.Written : null;
}
