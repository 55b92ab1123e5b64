using System.Globalization;
using System.Text;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Cli.Output.Validation;

/// <summary>Workflow commands of GitHub Actions, which shows them at the lines of a pull request.</summary>
internal sealed class ValidationGithub : IValidationWriter
{
    /// <inheritdoc/>
    public string Format => "github";

    /// <inheritdoc/>
    public void Write(ValidationOutcome outcome, Terminal terminal)
    {
        foreach (ValidationFinding finding in outcome.Open)
        {
            string command = finding.Severity switch
            {
                ValidationSeverity.Error => "error",
                ValidationSeverity.Warning => "warning",
                _ => "notice",
            };
            string place = finding.Position.IsNone
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $"file={Property(finding.Position.File)},line={finding.Position.Line},col={finding.Position.Column},");
            terminal.Line($"::{command} {place}title={Property($"{finding.Rule.Id} {finding.Rule.Name}")}::{Data(ValidationWords.Sentences(finding))}");
        }
    }

    // The runner splits properties at ',' and ':' and lines at their ends; what it does not unescape, the terminal's escaping makes visible.
    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Data(string text) => new StringBuilder(text).Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A").ToString();
}
