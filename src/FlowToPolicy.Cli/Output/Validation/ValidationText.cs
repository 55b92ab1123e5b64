using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Cli.Output.Validation;

/// <summary>For readers: each finding as compilers write them, then the line and what to write instead, then the sums.</summary>
internal sealed class ValidationText : IValidationWriter
{
    private const int LongestSnippet = 160;

    /// <inheritdoc/>
    public string Format => "text";

    /// <inheritdoc/>
    public void Write(ValidationOutcome outcome, Terminal terminal)
    {
        foreach (ValidationFinding finding in outcome.Open)
        {
            Write(finding, terminal);
        }

        terminal.Line(Sums(outcome));
        if (outcome.Report.Findings.Any(finding => finding.Severity == ValidationSeverity.Error))
        {
            terminal.Line("What a gate refuses is not looked at for its meaning: validate again once the errors are mended.");
        }

        if (outcome.Report.Skipped.Count > 0)
        {
            terminal.Line($"Skipped, because no network policies: {string.Join(", ", outcome.Report.Skipped.Select(kind => $"{Words.Number(kind.Value)} {kind.Key}"))}");
        }
    }

    private static void Write(ValidationFinding finding, Terminal terminal)
    {
        string severity = ValidationWords.Severity(finding.Severity);
        terminal.Out.Write(terminal.Color ? $"{Colour(finding.Severity)}{severity}\u001b[0m " : $"{severity} ");
        terminal.Line($"{finding.Rule.Id} {finding.Rule.Name}: {finding.Message}");
        terminal.Line($"  at {finding.Position}{(finding.Subject.Length == 0 ? "" : $" in {finding.Subject}")} ({ValidationWords.Gate(finding.Rule.Gate)})");
        string snippet = finding.Snippet.TrimEnd();
        if (snippet.Length > 0)
        {
            terminal.Line($"  | {(snippet.Length > LongestSnippet ? snippet[..LongestSnippet] + "..." : snippet)}");
        }

        terminal.Line($"  = {finding.Fix}{(finding.Edit is null ? "" : " (--fix does it)")}");
    }

    private static string Sums(ValidationOutcome outcome)
    {
        string found = string.Join(", ", Enum.GetValues<ValidationSeverity>().Select(severity => ValidationWords.Count(outcome, severity)));
        string suppressed = outcome.Suppressed == 0 ? "" : $"; {Words.Number(outcome.Suppressed)} suppressed by comments";
        return $"{Words.Count(outcome.Report.Documents, "document")}: {found}{suppressed}. {ValidationWords.Target(outcome)}";
    }

    private static string Colour(ValidationSeverity severity) => severity switch
    {
        ValidationSeverity.Error => "\u001b[31m",
        ValidationSeverity.Warning => "\u001b[33m",
        _ => "\u001b[36m",
    };
}
