using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>A value as it was read, with its place.</summary>
internal abstract record SourceNode(SourcePosition Position);

/// <summary>The kinds of scalars that JSON knows.</summary>
internal enum ScalarKind : byte
{
    Null,
    Text,
    Boolean,
    Integer,
    Real,
}

/// <summary>A scalar.</summary>
internal sealed record SourceScalar(SourcePosition Position, ScalarKind Kind, string Text) : SourceNode(Position)
{
    /// <summary>The text as written; the same as <see cref="Text"/> for strings.</summary>
    public string Written { get; init; } = Text;
}

/// <summary>A list.</summary>
internal sealed record SourceList(SourcePosition Position, IReadOnlyList<SourceNode> Items) : SourceNode(Position);

/// <summary>A map; keys are strings, in the order written.</summary>
internal sealed record SourceMap(SourcePosition Position, IReadOnlyList<SourceEntry> Entries) : SourceNode(Position)
{
    /// <summary>The value of a key; null when it is absent or null.</summary>
    public SourceNode? Find(string key)
    {
        foreach (SourceEntry entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry.Value is SourceScalar { Kind: ScalarKind.Null } ? null : entry.Value;
            }
        }

        return null;
    }
}

/// <summary>One entry of a map.</summary>
internal sealed record SourceEntry(string Key, SourcePosition Position, SourceNode Value);
