using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Output;

/// <summary>What was done to a folder, for readers.</summary>
internal static class PlanText
{
    /// <summary>The word for an action.</summary>
    public static string Word(FileAction action) => action switch
    {
        FileAction.Create => "created",
        FileAction.Change => "changed",
        FileAction.Keep => "unchanged",
        FileAction.Stale => "stale",
        FileAction.Prune => "pruned",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action without a word."),
    };

    /// <summary>One line for each file that is not just as it was, and the sum.</summary>
    public static void Write(DirectoryPlan plan, bool dryRun, Terminal terminal)
    {
        foreach (PlannedFile file in plan.Files.Where(f => f.Action != FileAction.Keep))
        {
            terminal.Line($"{Word(file.Action),-9}  {plan.Directory.TrimEnd('/')}/{file.Path}");
        }

        string sums = string.Join(", ", plan.Files.GroupBy(f => f.Action).OrderBy(g => g.Key).Select(g => $"{Words.Number(g.Count())} {Word(g.Key)}"));
        terminal.Line($"{plan.Directory}: {(sums.Length == 0 ? "no policies" : sums)}{(dryRun ? " (dry run: nothing was written)" : "")}");
        if (plan.Files.Any(f => f.Action == FileAction.Stale))
        {
            terminal.Out.Flush();
            terminal.Note("Stale files are policies of an earlier run that are no longer proposed; --prune removes them.");
        }
    }
}
