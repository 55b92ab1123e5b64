using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Findings;

namespace FlowToPolicy.Cli.Commands;

/// <summary>Suggests what to type next; always beside the result, never in it.</summary>
internal static class NextCommand
{
    private const int MaxFolders = 5;
    private const string StandardInput = "-";

    /// <summary>Suggests the next step after a run.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="settings">How much to say.</param>
    /// <param name="outcome">What came of the run.</param>
    /// <param name="words">Paths and options that give the same proposal again; none when the flows came from a relay.</param>
    public static void Suggest(Terminal terminal, GeneralSettings settings, Outcome outcome, IReadOnlyList<string> words)
    {
        if (!settings.Quiet && outcome.Proposal.Policies.Count > 0)
        {
            terminal.Note($"Next: {Text(outcome, words)}");
        }
    }

    private static string Text(Outcome outcome, IReadOnlyList<string> words)
    {
        if (outcome.Plan is not { } plan)
        {
            return words.Count == 0 ? "the same command with --output-dir policies"
                : words.Contains(StandardInput) ? "the same command with --output-dir policies, and the same flows on standard input"
                : $"flow2policy propose {string.Join(' ', words.Select(ShellWord.Quote))} --output-dir policies";
        }

        if (outcome.DryRun)
        {
            return "the same command without --dry-run";
        }

        int stale = plan.Files.Count(f => f.Action == FileAction.Stale);
        if (stale > 0)
        {
            return $"the same command with --prune, because kubectl would apply the {Words.Count(stale, "stale file")} too";
        }

        // The lock file is no manifest, so kubectl gets the folders below and not DIR itself.
        string[] folders = [.. plan.Files.Where(f => f.Action != FileAction.Prune).Select(f => Path.GetDirectoryName(f.Path)!).Distinct().Order(StringComparer.Ordinal)];
        return folders.Length <= MaxFolders
            ? "kubectl apply --dry-run=server" + string.Concat(folders.Select(f => " -f " + ShellWord.Quote($"{plan.Directory.TrimEnd('/')}/{f}")))
            : $"find {ShellWord.Quote(plan.Directory)} -name '*.yaml' -exec kubectl apply --dry-run=server -f {{}} \\;";
    }
}
