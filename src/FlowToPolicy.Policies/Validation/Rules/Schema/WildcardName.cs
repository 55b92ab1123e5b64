using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Rules.Schema;

/// <summary>matchName holds no wildcard.</summary>
internal sealed class WildcardName : SchemaRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P005",
        Name = "wildcard-name",
        Title = "matchName holds no wildcard",
        Gate = Gate.Schema,
        Severity = ValidationSeverity.Error,
        Why = "`matchName` is one whole name. A name with `*` breaks the pattern of the CRD, and the API server refuses the policy.",
        Instead = "Write `matchPattern`.",
        Bad = Example.LearningEgress("""
            - toFQDNs:
              - matchName: "*.example.com"
            """),
        Good = Example.LearningEgress("""
            - toFQDNs:
              - matchPattern: "*.example.com"
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.NameWithWildcard];

    /// <inheritdoc/>
    public override bool Claims(SchemaCase violation) =>
        violation.Keyword == SchemaKeyword.Pattern && violation.Key == "matchName" && violation.Value.Contains('*', StringComparison.Ordinal);

    /// <inheritdoc/>
    public override Remark Describe(SchemaCase violation) =>
        new(violation.Path, $"'{violation.Value}' holds a wildcard, which matchName does not know", $"write matchPattern: \"{violation.Value}\"") { Edit = Rename(violation) };

    // Only where nothing else is wrong: a pattern of name characters and stars, and no matchPattern beside it.
    private static TextEdit? Rename(SchemaCase violation)
    {
        if (SourcePaths.Locate(violation.Document.Root, violation.Path.Parent) is not SourceMap map
            || map.Find("matchPattern") is not null
            || !violation.Value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '*'))
        {
            return null;
        }

        SourceEntry? entry = map.Entries.FirstOrDefault(entry => entry.Key == "matchName");
        return entry is null ? null : violation.Rename(entry, "matchPattern");
    }
}
