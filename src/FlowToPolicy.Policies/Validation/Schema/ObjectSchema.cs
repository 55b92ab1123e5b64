using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>A field of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What its value must be.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record Field(string Name, ValueSchema Schema, bool IsRequired = false);

/// <summary>An object with fixed fields.</summary>
internal sealed class ObjectSchema(params Field[] fields) : ValueSchema
{
    private readonly Dictionary<string, Field> _fields = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Exactly one of these fields must be there.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>At least one of these fields must be there.</summary>
    public IReadOnlyList<string> AnyOf { get; init; } = [];

    /// <summary>Whether a field that is null counts as absent, as for the kinds that are built into Kubernetes; CRDs refuse it.</summary>
    public bool IsNullAbsent { get; init; }

    /// <summary>What more the server checks when the types are right; null for nothing.</summary>
    public Action<SourceMap, FieldPath, List<SchemaViolation>>? Further { get; init; }

    /// <inheritdoc/>
    public override SourceNode Check(SourceNode node, FieldPath path, List<SchemaViolation> violations)
    {
        if (node is not SourceMap map)
        {
            return WrongType(node, path, "an object", violations);
        }

        int before = violations.Count;
        var kept = new List<SourceEntry>(map.Entries.Count);
        foreach (SourceEntry entry in map.Entries)
        {
            FieldPath at = path.Key(entry.Key);
            if (!_fields.TryGetValue(entry.Key, out Field? field))
            {
                violations.Add(new SchemaViolation(SchemaKeyword.UnknownField, at, map, "is no field there; the API server drops it") { Position = entry.Position });
            }
            else if (!IsNullAbsent || entry.Value is not SourceScalar { Kind: ScalarKind.Null })
            {
                SourceNode value = field.Schema.Check(entry.Value, at, violations);
                kept.Add(ReferenceEquals(value, entry.Value) ? entry : entry with { Value = value });
            }
        }

        var result = new SourceMap(map.Position, kept);
        CheckPresence(result, map, path, violations);
        if (!violations.Skip(before).Any(violation => violation.Refuses))
        {
            Further?.Invoke(result, path, violations);
        }

        return result;
    }

    private void CheckPresence(SourceMap kept, SourceMap map, FieldPath path, List<SchemaViolation> violations)
    {
        foreach (Field field in _fields.Values)
        {
            if (field.IsRequired && !Has(kept, field.Name))
            {
                violations.Add(new SchemaViolation(SchemaKeyword.Required, path.Key(field.Name), map, "is missing"));
            }
        }

        int given = OneOf.Count(name => Has(kept, name));
        if (OneOf.Count > 0 && given == 0)
        {
            violations.Add(new SchemaViolation(SchemaKeyword.OneOf, path.Key(OneOf[0]), map, $"is missing: there must be one of {string.Join(", ", OneOf)}"));
        }
        else if (given > 1)
        {
            violations.Add(new SchemaViolation(SchemaKeyword.OneOf, path, map, $"can have only one of {string.Join(", ", OneOf)}"));
        }

        if (AnyOf.Count > 0 && !AnyOf.Any(name => Has(kept, name)))
        {
            violations.Add(new SchemaViolation(SchemaKeyword.AnyOf, path, map, $"needs at least one of {string.Join(", ", AnyOf)}"));
        }
    }

    // A field that is there with the value null is there.
    private static bool Has(SourceMap map, string name) => map.Entries.Any(entry => entry.Key == name);
}
