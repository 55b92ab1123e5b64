using System.Globalization;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>A shape of a string.</summary>
/// <param name="Description">It in words, e.g. <c>a prefix such as 10.0.0.0/8</c>.</param>
/// <param name="Accepts">Whether a string has it, in time linear in its length.</param>
internal sealed record TextFormat(string Description, Func<string, bool> Accepts);

/// <summary>A string.</summary>
internal sealed class TextSchema : ValueSchema
{
    /// <summary>The values that there are; empty for any.</summary>
    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>The schema's pattern; null for none.</summary>
    public TextFormat? Pattern { get; init; }

    /// <summary>The schema's format; null for none.</summary>
    public TextFormat? Format { get; init; }

    /// <summary>The fewest characters.</summary>
    public int Shortest { get; init; }

    /// <summary>The most characters.</summary>
    public int Longest { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    public override SourceNode Check(SourceNode node, FieldPath path, List<SchemaViolation> violations)
    {
        if (node is not SourceScalar { Kind: ScalarKind.Text } scalar)
        {
            return WrongType(node, path, "a string", violations);
        }

        void Add(SchemaKeyword keyword, string message) => violations.Add(new SchemaViolation(keyword, path, node, message));
        string text = scalar.Text;
        if (Enum.Count > 0 && !Enum.Contains(text, StringComparer.Ordinal))
        {
            Add(SchemaKeyword.Enum, $"must be one of {string.Join(", ", Enum)}, not '{text}'");
        }

        int length = text.Length > Longest ? text.EnumerateRunes().Count() : text.Length;
        if (length < Shortest || length > Longest)
        {
            Add(SchemaKeyword.Length, length < Shortest ? $"must have at least {Shortest} characters" : $"must have at most {Longest} characters, not {length}");
        }

        if (Pattern is { } pattern && !pattern.Accepts(text))
        {
            Add(SchemaKeyword.Pattern, $"must be {pattern.Description}, not '{text}'");
        }

        if (Format is { } format && !format.Accepts(text))
        {
            Add(SchemaKeyword.Format, $"must be {format.Description}, not '{text}'");
        }

        return node;
    }
}

/// <summary>A whole number.</summary>
internal sealed class IntegerSchema(long least, long most) : ValueSchema
{
    /// <inheritdoc/>
    public override SourceNode Check(SourceNode node, FieldPath path, List<SchemaViolation> violations)
    {
        if (node is not SourceScalar { Kind: ScalarKind.Integer or ScalarKind.Real } scalar || !TryRead(scalar, out decimal value))
        {
            return WrongType(node, path, "a whole number", violations);
        }

        if (value < least || value > most)
        {
            violations.Add(new SchemaViolation(SchemaKeyword.Range, path, node, $"must lie between {least} and {most}, not at {scalar.Text}"));
        }

        return node;
    }

    // JSON has one kind of number, so that 80.0 and 8e1 are whole.
    private static bool TryRead(SourceScalar scalar, out decimal value) =>
        decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && decimal.Truncate(value) == value;
}

/// <summary>True or false.</summary>
internal sealed class BooleanSchema : ValueSchema
{
    /// <inheritdoc/>
    public override SourceNode Check(SourceNode node, FieldPath path, List<SchemaViolation> violations) =>
        node is SourceScalar { Kind: ScalarKind.Boolean } ? node : WrongType(node, path, "true or false", violations);
}

/// <summary>A whole number or a string.</summary>
/// <param name="pattern">What a string must match; numbers are held against <paramref name="least"/> and <paramref name="most"/>.</param>
/// <param name="least">The least number.</param>
/// <param name="most">The greatest number.</param>
internal sealed class NumberOrTextSchema(TextFormat pattern, long least = long.MinValue, long most = long.MaxValue) : ValueSchema
{
    private readonly IntegerSchema _number = new(least, most);
    private readonly TextSchema _text = new() { Pattern = pattern };

    /// <inheritdoc/>
    public override SourceNode Check(SourceNode node, FieldPath path, List<SchemaViolation> violations) => node switch
    {
        SourceScalar { Kind: ScalarKind.Integer or ScalarKind.Real } => _number.Check(node, path, violations),
        SourceScalar { Kind: ScalarKind.Text } => _text.Check(node, path, violations),
        _ => WrongType(node, path, "a whole number or a string", violations),
    };
}
