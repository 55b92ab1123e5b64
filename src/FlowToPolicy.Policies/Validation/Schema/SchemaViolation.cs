using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>The keyword of the CRD's schema that a value breaks.</summary>
internal enum SchemaKeyword : byte
{
    /// <summary>No field of that name: the API server drops it silently.</summary>
    UnknownField,
    Type,
    Required,
    Enum,
    Pattern,
    Format,
    Length,
    Items,
    Range,
    OneOf,
    AnyOf,

    /// <summary>No such kind in that apiVersion.</summary>
    ApiVersion,
}

/// <summary>One thing that the API server says against a document.</summary>
/// <param name="Keyword">What it breaks.</param>
/// <param name="Path">Where; for a missing field the path that it would have.</param>
/// <param name="Node">The value there; for an unknown or missing field the map that it stands in or is missing from.</param>
/// <param name="Message">What is wrong, without the path.</param>
internal sealed record SchemaViolation(SchemaKeyword Keyword, FieldPath Path, SourceNode Node, string Message)
{
    /// <summary>Where to look: the value, or the key of an unknown field.</summary>
    public SourcePosition Position { get; init; } = Node.Position;

    /// <summary>Whether the API server refuses the document for it; otherwise it drops the field.</summary>
    public bool Refuses => Keyword != SchemaKeyword.UnknownField;
}
