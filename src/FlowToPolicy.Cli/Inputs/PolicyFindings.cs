using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Import;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Tells what of a place did not become part of a policy.</summary>
internal static class PolicyFindings
{
    private const int MostNotes = 5;

    /// <summary>Tells the first findings beside the result; fails when nothing could be read, or when <c>--strict</c> forbids findings.</summary>
    public static void Tell(Terminal terminal, ImportedPolicies read, string place, GeneralSettings settings)
    {
        string[] notes = Notes(read);
        if (notes.Length > 0 && (settings.Strict || read.Documents.Count == 0))
        {
            throw new CommandFailure(
                ExitCode.Input,
                settings.Strict ? $"{Words.Count(read.Findings.Count, "finding")} in the policies, and --strict forbids that; 'flow2policy validate' lists them." : $"no policy could be read from {place}.",
                null,
                notes);
        }

        foreach (string note in settings.Quiet ? [] : notes)
        {
            terminal.Note($"warning: {note}");
        }
    }

    private static string[] Notes(ImportedPolicies read)
    {
        string[] first = [.. read.Findings.Take(MostNotes).Select(finding => $"{finding.Position}: {finding.Message}{(finding.Severity == ReadSeverity.Refused ? "; the policy is left out" : "")}")];
        return read.Findings.Count > first.Length ? [.. first, $"{Words.Count(read.Findings.Count - first.Length, "more finding")}; 'flow2policy validate' lists all"] : first;
    }
}
