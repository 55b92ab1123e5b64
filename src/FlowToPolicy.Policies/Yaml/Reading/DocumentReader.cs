using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Reads one object of a kind that we know.</summary>
internal static class DocumentReader
{
    /// <summary>The object as a document, and what of it holds for a cluster.</summary>
    public static (PolicyDocument Document, CidrGroup? Group, IReadOnlyList<ReadFinding> Findings) Read(
        SourceMap map, DocumentText text, string file, string kind, string apiVersion, CiliumVersion version)
    {
        var findings = new List<ReadFinding>();
        var violations = new List<SchemaViolation>();
        IReadOnlyList<string> apis = KnownKinds.ApisOf(kind, version);
        if (!apis.Contains(apiVersion))
        {
            SourceNode at = map.Find("apiVersion") ?? map;
            violations.Add(new SchemaViolation(SchemaKeyword.ApiVersion, FieldPath.Root.Key("apiVersion"), at, $"{kind} exists in {apis[0]}, not in '{apiVersion}'"));
            findings.Add(new ReadFinding(map.Position, ReadSeverity.Refused, violations[0].Message));
        }

        Policy? policy = null;
        CidrGroup? group = null;
        if (KnownKinds.PolicyKindOf(kind) is { } policyKind)
        {
            policy = Fields.Object(map, "", findings, fields => PolicyReader.Read(fields, policyKind));
        }
        else
        {
            group = Fields.Object(map, "", findings, PolicyReader.ReadGroup);
        }

        bool isRefused = findings.Exists(finding => finding.Severity == ReadSeverity.Refused);
        var document = new PolicyDocument
        {
            File = file,
            FirstLine = text.FirstLine,
            Text = text.Text,
            Kind = kind,
            ApiVersion = apiVersion,
            Draft = policy,
            IsRefused = isRefused,
            Violations = violations,
            Root = map,
        };
        return (document, isRefused ? null : group, findings);
    }
}
