using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>
/// What the API server asks of <c>metadata</c>: a name that is a DNS subdomain, a namespace that is a DNS label, labels and annotations that are strings.
/// The rest is written by the server and the tools around it, and bears on no policy.
/// </summary>
internal sealed class MetadataSchema : ValueSchema
{
    /// <summary>The schema.</summary>
    public static readonly MetadataSchema Value = new();

    private static readonly Dictionary<string, ValueSchema> Fields = new(StringComparer.Ordinal)
    {
        ["name"] = new TextSchema { Format = TextFormats.Subdomain, Longest = 253 },
        ["namespace"] = new TextSchema { Format = TextFormats.DnsLabel, Longest = 63 },
        ["labels"] = new MapSchema(new TextSchema { Format = TextFormats.WholeLabelValue }) { KeyFormat = TextFormats.LabelKey },
        ["annotations"] = new MapSchema(new TextSchema()),
    };

    /// <inheritdoc/>
    public override SourceNode Check(SourceNode node, FieldPath path, List<SchemaViolation> violations)
    {
        if (node is not SourceMap map)
        {
            return WrongType(node, path, "an object", violations);
        }

        foreach (SourceEntry entry in map.Entries)
        {
            bool isNull = entry.Value is SourceScalar { Kind: ScalarKind.Null };
            if (!isNull && Fields.TryGetValue(entry.Key, out ValueSchema? schema))
            {
                schema.Check(entry.Value, path.Key(entry.Key), violations);
            }
        }

        if (map.Find("name") is null)
        {
            violations.Add(new SchemaViolation(SchemaKeyword.Required, path.Key("name"), map, "is missing"));
        }

        return map;
    }
}
