namespace FlowToPolicy.Policies.Yaml;

/// <summary>A YAML value about to be written.</summary>
internal abstract record YamlNode;

/// <summary>A string; it stays a string for every reader.</summary>
/// <param name="Value">The text.</param>
/// <param name="Quoted">Whether it is double-quoted even where it need not be.</param>
internal sealed record YamlText(string Value, bool Quoted = false) : YamlNode;

/// <summary>A number or a boolean, written as it stands.</summary>
/// <param name="Value">Digits, <c>true</c> or <c>false</c>.</param>
internal sealed record YamlLiteral(string Value) : YamlNode;

/// <summary>A map in the order of its entries.</summary>
internal sealed record YamlMap : YamlNode
{
    /// <summary>The entries.</summary>
    public List<KeyValuePair<string, YamlNode>> Entries { get; } = [];

    /// <summary>Adds an entry, unless the value is null.</summary>
    public YamlMap Add(string key, YamlNode? value)
    {
        if (value is not null)
        {
            Entries.Add(new(key, value));
        }

        return this;
    }

    /// <summary>Adds a string, unless it is null.</summary>
    public YamlMap Add(string key, string? value) => Add(key, value is null ? null : new YamlText(value));
}

/// <summary>A list. Its items are shaped when they are asked for, so that a policy of thousands is never in memory as a tree.</summary>
/// <param name="Count">How many items it has.</param>
/// <param name="ItemAt">Makes an item, with the comment lines above it, from its index.</param>
internal sealed record YamlList(int Count, Func<int, (IReadOnlyList<string> Comments, YamlNode Node)> ItemAt) : YamlNode
{
    /// <summary>A list of the items that <paramref name="shape"/> makes of <paramref name="items"/>; null for null.</summary>
    public static YamlList? Of<T>(IReadOnlyList<T>? items, Func<T, YamlNode> shape, Func<T, IReadOnlyList<string>>? comments = null) =>
        items is null ? null : new YamlList(items.Count, index => (comments?.Invoke(items[index]) ?? [], shape(items[index])));

    /// <summary>A list of strings; null for null.</summary>
    public static YamlList? Of(IReadOnlyList<string>? items) => Of(items, item => new YamlText(item));
}
