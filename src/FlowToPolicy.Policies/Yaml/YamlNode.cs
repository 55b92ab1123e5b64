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

/// <summary>A list.</summary>
internal sealed record YamlList : YamlNode
{
    /// <summary>The items, each with the comment lines above it.</summary>
    public List<(IReadOnlyList<string> Comments, YamlNode Node)> Items { get; } = [];

    /// <summary>A list of the items that <paramref name="shape"/> makes of <paramref name="items"/>; null for null.</summary>
    public static YamlList? Of<T>(IReadOnlyList<T>? items, Func<T, YamlNode> shape, Func<T, IReadOnlyList<string>>? comments = null)
    {
        if (items is null)
        {
            return null;
        }

        var list = new YamlList();
        foreach (T item in items)
        {
            list.Items.Add((comments?.Invoke(item) ?? [], shape(item)));
        }

        return list;
    }

    /// <summary>A list of strings; null for null.</summary>
    public static YamlList? Of(IReadOnlyList<string>? items) => Of(items, item => new YamlText(item));
}
