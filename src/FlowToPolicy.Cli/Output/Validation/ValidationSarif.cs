using System.Text.Json;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Cli.Output.Validation;

/// <summary>SARIF 2.1.0 (OASIS), which code scanning services read.</summary>
internal sealed class ValidationSarif : IValidationWriter
{
    /// <inheritdoc/>
    public string Format => "sarif";

    /// <inheritdoc/>
    public void Write(ValidationOutcome outcome, Terminal terminal)
    {
        RuleInfo[] rules = [.. outcome.Report.Findings.Select(f => f.Rule).DistinctBy(r => r.Id).OrderBy(r => r.Id, StringComparer.Ordinal)];
        terminal.Out.Write(SarifDocument.Write(
            json => SarifDocument.Objects(json, "rules", rules, Rule),
            json => SarifDocument.Objects(json, "results", outcome.Report.Findings, (json, finding) => Result(finding, Array.FindIndex(rules, r => r.Id == finding.Rule.Id), json))));
    }

    private static void Rule(Utf8JsonWriter json, RuleInfo rule)
    {
        json.WriteString("id", rule.Id);
        json.WriteString("name", string.Concat(rule.Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
        SarifDocument.Text(json, "shortDescription", rule.Title);
        SarifDocument.Text(json, "fullDescription", rule.Why);
        SarifDocument.Text(json, "help", rule.Instead);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
    }

    private static void Result(ValidationFinding finding, int ruleIndex, Utf8JsonWriter json)
    {
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Severity));
        SarifDocument.Text(json, "message", SafeText.Escape(ValidationWords.Sentences(finding)));
        if (!finding.Position.IsNone)
        {
            SarifDocument.Location(json, finding.Position.File, finding.Position.Line, finding.Position.Column, finding.Snippet);
        }

        if (finding.SuppressedBecause is { } reason)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "inSource");
            json.WriteString("justification", reason);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (finding.Edit is { } edit)
        {
            Fix(finding.Position, finding.Fix, edit, json);
        }
    }

    private static void Fix(SourcePosition position, string description, TextEdit edit, Utf8JsonWriter json)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        SarifDocument.Text(json, "description", SafeText.Escape(description));
        json.WriteStartArray("artifactChanges");
        json.WriteStartObject();
        SarifDocument.Artifact(json, position.File);
        json.WriteStartArray("replacements");
        json.WriteStartObject();
        json.WriteStartObject("deletedRegion");
        json.WriteNumber("startLine", edit.Line);
        json.WriteNumber("startColumn", edit.Column);
        json.WriteNumber("endColumn", edit.Column + edit.Old.Length);
        json.WriteEndObject();
        SarifDocument.Text(json, "insertedContent", edit.New);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Level(ValidationSeverity severity) => severity switch
    {
        ValidationSeverity.Error => "error",
        ValidationSeverity.Warning => "warning",
        _ => "note",
    };
}
