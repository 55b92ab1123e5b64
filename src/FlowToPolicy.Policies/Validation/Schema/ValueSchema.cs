using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>What the API server asks of a value.</summary>
internal abstract class ValueSchema
{
    /// <summary>Checks a value; what is wrong is added to <paramref name="violations"/>.</summary>
    /// <returns>The value as the server keeps it: without the fields that it does not know.</returns>
    public abstract SourceNode Check(SourceNode node, FieldPath path, List<SchemaViolation> violations);

    /// <summary>Adds a violation of the type.</summary>
    protected static SourceNode WrongType(SourceNode node, FieldPath path, string wanted, List<SchemaViolation> violations)
    {
        bool isScalar = node is SourceScalar { Kind: ScalarKind.Boolean or ScalarKind.Integer or ScalarKind.Real };
        string cure = wanted == "a string" && isScalar ? "; put it in quotes" : "";
        violations.Add(new SchemaViolation(SchemaKeyword.Type, path, node, $"must be {wanted}, not {Describe(node)}{cure}"));
        return node;
    }

    private static string Describe(SourceNode node) => node switch
    {
        SourceMap => "an object",
        SourceList => "a list",
        SourceScalar { Kind: ScalarKind.Null } => "null",
        SourceScalar { Kind: ScalarKind.Boolean } => "a boolean",
        SourceScalar { Kind: ScalarKind.Text } => "a string",
        _ => "a number",
    };
}

/// <summary>A value that nobody looks into.</summary>
internal sealed class AnySchema : ValueSchema
{
    /// <inheritdoc/>
    public override SourceNode Check(SourceNode node, FieldPath path, List<SchemaViolation> violations) => node;
}
