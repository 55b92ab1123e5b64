using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Reads one object of a kind that we know.</summary>
internal static class DocumentReader
{
    /// <summary>The object as a document, and the CIDR group that it is; null when it is none or refused.</summary>
    public static (PolicyDocument Document, CidrGroup? Group) Read(SourceMap map, DocumentText text, string file, string kind, string apiVersion, CiliumVersion version)
    {
        (IReadOnlyList<SchemaViolation> violations, SourceMap kept) = PolicySchemas.Check(map, kind, apiVersion, version);
        var document = new PolicyDocument
        {
            File = file,
            FirstLine = text.FirstLine,
            Text = text.Text,
            Kind = kind,
            ApiVersion = apiVersion,
            Draft = KnownKinds.PolicyKindOf(kind) is { } policy ? PolicyReader.Read(kept, policy) : null,
            Violations = violations,
            Root = map,
        };
        return (document, document.IsRefused || kind != KnownKinds.CidrGroup ? null : PolicyReader.ReadGroup(kept));
    }
}
