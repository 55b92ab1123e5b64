using System.Globalization;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>
/// Reads the fields of one object by name and type. What has another type is refused; <see cref="Done"/> names the fields that nobody asked for.
/// </summary>
internal sealed class Fields(SourceMap map, string path, List<ReadFinding> findings)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Where the object begins.</summary>
    public SourcePosition Position => map.Position;

    /// <summary>Reads an object; null, with a finding, when the node is something else.</summary>
    public static T? Object<T>(SourceNode node, string path, List<ReadFinding> findings, Func<Fields, T> read)
        where T : class
    {
        if (node is not SourceMap map)
        {
            findings.Add(new ReadFinding(node.Position, ReadSeverity.Refused, $"{path} must be an object"));
            return null;
        }

        var fields = new Fields(map, path, findings);
        T value = read(fields);
        fields.Done();
        return value;
    }

    /// <summary>Whether the field is there with a value.</summary>
    public bool Has(string name) => map.Find(name) is not null;

    /// <summary>A string; null when absent.</summary>
    public string? Text(string name) => Ask(name) is { } node ? TextOf(node, PathOf(name)) : null;

    /// <summary>A string or a whole number, as text; null when absent.</summary>
    public string? TextOrNumber(string name) =>
        Ask(name) is { } node ? node is SourceScalar { Kind: ScalarKind.Integer } number ? number.Text : TextOf(node, PathOf(name)) : null;

    /// <summary>A whole number; null when absent.</summary>
    public int? Number(string name)
    {
        if (Ask(name) is not { } node)
        {
            return null;
        }

        if (node is SourceScalar { Kind: ScalarKind.Integer } scalar && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
        {
            return value;
        }

        Refuse(node, name, "must be a whole number");
        return null;
    }

    /// <summary>A boolean; null when absent.</summary>
    public bool? Flag(string name)
    {
        if (Ask(name) is not { } node)
        {
            return null;
        }

        if (node is SourceScalar { Kind: ScalarKind.Boolean } scalar)
        {
            return scalar.Text == "true";
        }

        Refuse(node, name, "must be true or false");
        return null;
    }

    /// <summary>An object; null when absent.</summary>
    public T? Object<T>(string name, Func<Fields, T> read)
        where T : class => Ask(name) is { } node ? Object(node, PathOf(name), findings, read) : null;

    /// <summary>A list of objects; null when absent.</summary>
    public IReadOnlyList<T>? Objects<T>(string name, Func<Fields, T> read)
        where T : class => List(name, (node, path) => Object(node, path, findings, read));

    /// <summary>A list of strings; null when absent.</summary>
    public IReadOnlyList<string>? Texts(string name) => List(name, TextOf);

    /// <summary>A map of strings in the order written; null when absent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? TextMap(string name)
    {
        if (Ask(name) is not { } node)
        {
            return null;
        }

        if (node is not SourceMap entries)
        {
            Refuse(node, name, "must be an object");
            return null;
        }

        var pairs = new List<KeyValuePair<string, string>>();
        foreach (SourceEntry entry in entries.Entries)
        {
            if (TextOf(entry.Value, $"{PathOf(name)}['{entry.Key}']") is { } value)
            {
                pairs.Add(new(entry.Key, value));
            }
        }

        return pairs;
    }

    /// <summary>A list of maps of strings; null when absent.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? TextMaps(string name) => List(name, (node, at) =>
    {
        if (node is not SourceMap entries)
        {
            findings.Add(new ReadFinding(node.Position, ReadSeverity.Refused, $"{at} must be an object"));
            return null;
        }

        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SourceEntry entry in entries.Entries)
        {
            if (TextOf(entry.Value, $"{at}['{entry.Key}']") is { } value)
            {
                pairs[entry.Key] = value;
            }
        }

        return pairs;
    });

    /// <summary>Refuses the object.</summary>
    public void Refuse(string message) => findings.Add(new ReadFinding(map.Position, ReadSeverity.Refused, $"{path} {message}"));

    /// <summary>Marks a field as known though nothing of it is kept.</summary>
    public void Ignore(string name) => _asked.Add(name);

    /// <summary>Marks all fields as known.</summary>
    public void IgnoreRest() => _asked.UnionWith(map.Entries.Select(entry => entry.Key));

    private void Done()
    {
        foreach (SourceEntry entry in map.Entries)
        {
            if (!_asked.Contains(entry.Key))
            {
                findings.Add(new ReadFinding(entry.Position, ReadSeverity.Pruned, $"{PathOf(entry.Key)} is no field there; the API server drops it"));
            }
        }
    }

    private SourceNode? Ask(string name)
    {
        _asked.Add(name);
        return map.Find(name);
    }

    private List<T>? List<T>(string name, Func<SourceNode, string, T?> read)
        where T : class
    {
        if (Ask(name) is not { } node)
        {
            return null;
        }

        if (node is not SourceList list)
        {
            Refuse(node, name, "must be a list");
            return null;
        }

        var items = new List<T>(list.Items.Count);
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (read(list.Items[i], string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{i}]")) is { } item)
            {
                items.Add(item);
            }
        }

        return items;
    }

    private string? TextOf(SourceNode node, string at)
    {
        if (node is SourceScalar { Kind: ScalarKind.Text } scalar)
        {
            return scalar.Text;
        }

        string kind = node is SourceScalar other ? $"not {Describe(other)}; put it in quotes" : "not a list or an object";
        findings.Add(new ReadFinding(node.Position, ReadSeverity.Refused, $"{at} must be a string, {kind}"));
        return null;
    }

    private static string Describe(SourceScalar scalar) => scalar.Kind switch
    {
        ScalarKind.Null => "null",
        ScalarKind.Boolean => "a boolean",
        _ => "a number",
    };

    private void Refuse(SourceNode node, string name, string message) =>
        findings.Add(new ReadFinding(node.Position, ReadSeverity.Refused, $"{PathOf(name)} {message}"));

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
