using System.Text.Json;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Cli.Output.Validation;

/// <summary>For programs: the sums first, then every finding, suppressed ones too.</summary>
internal sealed class ValidationJson : IValidationWriter
{
    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(ValidationOutcome outcome, Terminal terminal) =>
        terminal.Out.Write(JsonDocuments.Text(JsonDocuments.Write("ValidationReport", json =>
        {
            Summary(outcome, json);
            json.WriteStartArray("findings");
            foreach (ValidationFinding finding in outcome.Report.Findings)
            {
                Finding(finding, json);
            }

            json.WriteEndArray();
        })));

    private static void Summary(ValidationOutcome outcome, Utf8JsonWriter json)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("documents", outcome.Report.Documents);
        json.WriteNumber("errors", outcome.Count(ValidationSeverity.Error));
        json.WriteNumber("warnings", outcome.Count(ValidationSeverity.Warning));
        json.WriteNumber("infos", outcome.Count(ValidationSeverity.Info));
        json.WriteNumber("suppressed", outcome.Suppressed);
        json.WriteString("ciliumVersion", outcome.Options.Version.ToString());
        json.WriteString("ciliumVersionFrom", outcome.VersionSource);
        json.WriteString("platform", ValidationWords.Platform(outcome.Options.Platform));
        json.WriteStartObject("skipped");
        foreach ((string kind, int count) in outcome.Report.Skipped)
        {
            json.WriteNumber(kind, count);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Finding(ValidationFinding finding, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Rule.Id);
        json.WriteString("rule", finding.Rule.Name);
        json.WriteString("severity", ValidationWords.Severity(finding.Severity));
        json.WriteString("gate", Words.Kebab(finding.Rule.Gate.ToString()));
        json.WriteString("file", finding.Position.File);
        json.WriteNumber("line", finding.Position.Line);
        json.WriteNumber("column", finding.Position.Column);
        json.WriteString("path", finding.Path);
        json.WriteString("subject", finding.Subject);
        json.WriteString("message", finding.Message);
        json.WriteString("fix", finding.Fix);
        json.WriteBoolean("fixable", finding.Edit is not null);
        json.WriteString("snippet", finding.Snippet);
        json.WriteString("suppressedBecause", finding.SuppressedBecause);
        json.WriteEndObject();
    }
}
