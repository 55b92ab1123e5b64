using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>A list of values of one schema.</summary>
internal sealed class ListSchema(ValueSchema item) : ValueSchema
{
    /// <summary>The fewest items.</summary>
    public int Fewest { get; init; }

    /// <summary>The most items.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    public override SourceNode Check(SourceNode node, FieldPath path, List<SchemaViolation> violations)
    {
        if (node is not SourceList list)
        {
            return WrongType(node, path, "a list", violations);
        }

        int count = list.Items.Count;
        if (count < Fewest || count > Most)
        {
            string bound = count < Fewest ? $"at least {Fewest}" : $"at most {Most}";
            violations.Add(new SchemaViolation(SchemaKeyword.Items, path, list, $"must have {bound} items, not {count}"));
        }

        var kept = new List<SourceNode>(count);
        for (int i = 0; i < count; i++)
        {
            kept.Add(item.Check(list.Items[i], path.Item(i), violations));
        }

        return new SourceList(list.Position, kept);
    }
}

/// <summary>A map with keys of the author's choice and values of one schema.</summary>
internal sealed class MapSchema(ValueSchema value) : ValueSchema
{
    /// <summary>What every key must match; null for nothing.</summary>
    public TextFormat? KeyFormat { get; init; }

    /// <inheritdoc/>
    public override SourceNode Check(SourceNode node, FieldPath path, List<SchemaViolation> violations)
    {
        if (node is not SourceMap map)
        {
            return WrongType(node, path, "an object", violations);
        }

        foreach (SourceEntry entry in map.Entries)
        {
            FieldPath at = path.Key(entry.Key);
            value.Check(entry.Value, at, violations);
            if (KeyFormat is { } format && !format.Accepts(entry.Key))
            {
                violations.Add(new SchemaViolation(SchemaKeyword.Format, at, entry.Value, $"the key must be {format.Description}"));
            }
        }

        return map;
    }
}
