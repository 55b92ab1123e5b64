using System.Text.RegularExpressions;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation;

/// <summary>A violation of the schema with what is needed to judge it.</summary>
/// <param name="Violation">The violation.</param>
/// <param name="Document">The document.</param>
/// <param name="Source">The document's text.</param>
/// <param name="Options">What is validated for.</param>
internal sealed partial record SchemaCase(SchemaViolation Violation, PolicyDocument Document, SourceText Source, ValidationOptions Options)
{
    private static readonly string[] NoTexts = ["endPort", "priority", "ingress", "egress"];

    /// <summary>What is broken.</summary>
    public SchemaKeyword Keyword => Violation.Keyword;

    /// <summary>Where.</summary>
    public FieldPath Path => Violation.Path;

    /// <summary>The map that a missing field is missing from, or whose fields exclude each other; else the place itself.</summary>
    public FieldPath Map => Keyword switch
    {
        SchemaKeyword.Required => Path.Parent,
        SchemaKeyword.OneOf or SchemaKeyword.AnyOf when !ReferenceEquals(SourcePaths.Locate(Document.Root, Path.Parent), SourcePaths.Locate(Document.Root, Path))
            && SourcePaths.Locate(Document.Root, Path) is SourceMap => Path,
        SchemaKeyword.OneOf or SchemaKeyword.AnyOf => Path.IsRoot ? Path : Path.Parent,
        _ => Path,
    };

    /// <summary>The key there; empty for an item of a list.</summary>
    public string Key => Path.Name;

    /// <summary>The scalar there as text; empty when it is none.</summary>
    public string Value => (Violation.Node as SourceScalar)?.Text ?? "";

    /// <summary>The scalar there as it was written; empty when it is none.</summary>
    public string Raw => (Violation.Node as SourceScalar)?.Written ?? "";

    /// <summary>Whether the value is a number or a boolean.</summary>
    public bool IsPlainValue => Violation.Node is SourceScalar { Kind: ScalarKind.Boolean or ScalarKind.Integer or ScalarKind.Real };

    /// <summary>Whether a value in quotes would have the right type.</summary>
    public bool WantsText => !NoTexts.Contains(Key) && Violation.Message.StartsWith("must be a string", StringComparison.Ordinal);

    /// <summary>Whether it stands in one of Cilium's policies.</summary>
    public bool IsCilium => Document.Kind.StartsWith("Cilium", StringComparison.Ordinal);

    /// <summary>Whether the place has a shape; <c>rule</c> stands for spec and specs, <c>item</c> for an item of any direction.</summary>
    public bool IsIn(string shape) => Place(Path) is var mine && (mine == shape || mine.EndsWith("." + shape, StringComparison.Ordinal));

    /// <summary>The shape of a path from <c>rule</c> or <c>item</c> on.</summary>
    public string Place(FieldPath path) => IsCilium ? DirectionShape().Replace(RuleShape().Replace(path.Shape, "rule"), "item") : path.Shape;

    /// <summary>The edit that puts the value in quotes; null when the text there cannot be told for certain.</summary>
    public TextEdit? Quote() => Raw.Length > 0 && Source.Word(At.Line, At.Column) == Raw ? new TextEdit(At.Line, At.Column, Raw, $"\"{Raw}\"") : null;

    /// <summary>The edit that puts other text in the place of the value; null when the text there cannot be told for certain.</summary>
    public TextEdit? Replace(string replacement) => Replace(At, Value, replacement);

    /// <summary>The edit that gives a field another name.</summary>
    public TextEdit? Rename(SourceEntry entry, string name) => Replace(entry.Position, entry.Key, name);

    private SourcePosition At => Violation.Node.Position;

    private TextEdit? Replace(SourcePosition at, string value, string replacement)
    {
        foreach (string quote in new[] { "", "\"", "'" })
        {
            string old = quote + value + quote;
            if (value.Length > 0 && Source.Holds(at.Line, at.Column, old) && (quote.Length > 0 || Source.Word(at.Line, at.Column).TrimEnd(':') == value))
            {
                return new TextEdit(at.Line, at.Column, old, quote + replacement + quote);
            }
        }

        return null;
    }

    [GeneratedRegex(@"^specs?(?=\.|$)")]
    private static partial Regex RuleShape();

    [GeneratedRegex(@"^rule\.(ingress|egress)(Deny)?(?=\.|$)")]
    private static partial Regex DirectionShape();
}
