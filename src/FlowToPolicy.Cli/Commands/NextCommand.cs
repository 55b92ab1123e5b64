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

    /// <summary>Suggests the next step after a run over <paramref name="paths"/> (none after a run over a relay).</summary>
    public static void Suggest(Terminal terminal, GeneralSettings settings, Outcome outcome, IReadOnlyList<string> paths)
    {
        if (!settings.Quiet && outcome.Proposal.Policies.Count > 0)
        {
            terminal.Note($"Next: {Text(outcome, paths)}");
        }
    }

    private static string Text(Outcome outcome, IReadOnlyList<string> paths)
    {
        if (outcome.Plan is not { } plan)
        {
            return paths.Count == 0
                ? "the same command with --output-dir policies"
                : $"flow2policy propose {string.Join(' ', paths.Select(ShellWord.Quote))} --output-dir policies";
        }

        if (outcome.DryRun)
        {
            return "the same command without --dry-run";
        }

        // The lock file is no manifest, so kubectl gets the folders below and not DIR itself.
        string[] folders = [.. plan.Files.Where(f => f.Action != FileAction.Prune).Select(f => Path.GetDirectoryName(f.Path)!).Distinct().Order(StringComparer.Ordinal)];
        return folders.Length <= MaxFolders
            ? "kubectl apply --dry-run=server" + string.Concat(folders.Select(f => " -f " + ShellWord.Quote($"{plan.Directory.TrimEnd('/')}/{f}")))
            : $"find {ShellWord.Quote(plan.Directory)} -name '*.yaml' -exec kubectl apply --dry-run=server -f {{}} \\;";
    }
}
