using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Schema;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>How much a finding of the reader weighs.</summary>
public enum ReadSeverity : byte
{
    /// <summary>A field that the API server drops silently: it has no effect, and the rule around it means something else than its author thinks.</summary>
    Pruned,

    /// <summary>The API server refuses the document, so that it holds for no cluster.</summary>
    Refused,
}

/// <summary>Something in a stream that does not become part of a policy.</summary>
/// <param name="Position">Where.</param>
/// <param name="Severity">What becomes of it.</param>
/// <param name="Message">What is wrong.</param>
public sealed record ReadFinding(SourcePosition Position, ReadSeverity Severity, string Message)
{
    /// <summary>What the schema says, as a sentence.</summary>
    internal static ReadFinding Of(SchemaViolation violation)
    {
        string subject = violation.Path.IsRoot ? "the object" : violation.Path.ToString();
        return new ReadFinding(violation.Position, violation.Refuses ? ReadSeverity.Refused : ReadSeverity.Pruned, $"{subject} {violation.Message}");
    }
}

/// <summary>What a stream of documents held.</summary>
/// <param name="Documents">The objects of the kinds that we know in the order written, refused ones too.</param>
/// <param name="CidrGroups">The CiliumCIDRGroups in the order written; refused ones are left out.</param>
/// <param name="Unreadable">What is no YAML, or no object of Kubernetes.</param>
/// <param name="Skipped">How many documents of each other kind there were.</param>
public sealed record PolicyReadResult(
    IReadOnlyList<PolicyDocument> Documents,
    IReadOnlyList<CidrGroup> CidrGroups,
    IReadOnlyList<ReadFinding> Unreadable,
    IReadOnlyDictionary<string, int> Skipped)
{
    /// <summary>The policies in the order written; refused ones are left out.</summary>
    public IReadOnlyList<Policy> Policies { get; } =
        [.. Documents.Where(document => !document.IsRefused && document.Draft is not null).Select(document => document.Draft!)];

    /// <summary>What did not become part of a policy or group, by its place.</summary>
    public IReadOnlyList<ReadFinding> Findings { get; } =
    [
        .. Unreadable.Concat(Documents.SelectMany(document => document.Violations).Select(ReadFinding.Of))
            .OrderBy(finding => finding.Position.File, StringComparer.Ordinal).ThenBy(finding => finding.Position.Line).ThenBy(finding => finding.Position.Column),
    ];

    /// <summary>Whether some document was refused.</summary>
    public bool HasRefusals => Findings.Any(finding => finding.Severity == ReadSeverity.Refused);
}
