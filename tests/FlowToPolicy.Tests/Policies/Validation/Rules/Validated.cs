using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Validation;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.Validation.Rules;

/// <summary>Validates texts and shows findings in one line each.</summary>
internal static class Validated
{
    /// <summary>The findings of a text.</summary>
    public static IReadOnlyList<ValidationFinding> Findings(string yaml, ValidationOptions? options = null)
    {
        options ??= new ValidationOptions();
        PolicyReadResult read = PolicyYamlReader.Read(yaml, "policies.yaml", options.Version);
        return PolicyValidator.Validate(read.Documents, options, read.Skipped, read.Unreadable).Findings;
    }

    /// <summary>The findings that nobody suppressed.</summary>
    public static IReadOnlyList<ValidationFinding> Open(string yaml, ValidationOptions? options = null) =>
        [.. Findings(yaml, options).Where(finding => finding.SuppressedBecause is null)];

    /// <summary>The ids of the findings that nobody suppressed.</summary>
    public static IReadOnlyList<string> Ids(string yaml, ValidationOptions? options = null) =>
        [.. Open(yaml, options).Select(finding => finding.Rule.Id).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Findings as text, for messages of tests.</summary>
    public static string Show(IEnumerable<ValidationFinding> findings) =>
        string.Join('\n', findings.Select(finding => $"{finding.Rule.Id} {finding.Severity} {finding.Position} {finding.Path}: {finding.Message} -> {finding.Fix}"));
}
