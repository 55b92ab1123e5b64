using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>For a pull request: what would break first, in a comment that stays below the limits of the places that show it.</summary>
internal sealed class DiffMarkdown : IDiffWriter
{
    private const int MostRows = 40;

    /// <inheritdoc/>
    public string Format => "markdown";

    /// <inheritdoc/>
    public void Write(DiffOutcome outcome, Terminal terminal)
    {
        int breaks = outcome.Result.Count(ChangeClass.Breaks);
        terminal.Out.Write(breaks > 0 ? $"**{Words.Count(breaks, "observed connection")} would break.**\n\n"
            : outcome.IsEmpty ? "**No difference in what is let through.**\n\n"
            : outcome.HasFlows ? "**Nothing that was observed would break.**\n\n"
            : "**No flows were given, so nobody knows what is in use.**\n\n");
        terminal.Out.Write($"From {Markdown.Code(outcome.Before)} to {Markdown.Code(outcome.After)}, as {Markdown.Text(outcome.Target)}: {DiffWords.Sums(outcome.Result)}.\n");
        foreach (ChangeClass kind in Enum.GetValues<ChangeClass>())
        {
            Table(kind, [.. ChangeGroup.Of(outcome.Changes.Where(change => change.Class == kind))], terminal);
        }

        if (outcome.Objects.Count > 0)
        {
            terminal.Out.Write("\n| Object | |\n|---|---|\n");
            foreach (ObjectChange change in outcome.Objects.Take(MostRows))
            {
                terminal.Out.Write($"| {Markdown.Code(DiffWords.Object(change))} | {Words.Kebab(change.Action.ToString())}{Rules(change)} |\n");
            }

            More(outcome.Objects.Count, terminal);
        }
    }

    private static void Table(ChangeClass kind, ChangeGroup[] groups, Terminal terminal)
    {
        if (groups.Length == 0)
        {
            return;
        }

        terminal.Out.Write($"\n### {DiffWords.Heading(kind)}\n\n| Client | Server | Ports | Seen | Decided by |\n|---|---|---|---:|---|\n");
        foreach (ChangeGroup group in groups.Take(MostRows))
        {
            terminal.Out.Write(
                $"| {Markdown.Code(group.Client)} | {Markdown.Code(group.Server)} | {Markdown.Text(group.Ports)} | {Words.Number(group.Seen)} | {Markdown.Text(DiffWords.Rules(group.Changes[0]))} |\n");
        }

        More(groups.Length, terminal);
    }

    private static string Rules(ObjectChange change) => change.Rules.Count == 0 ? ""
        : $": {change.Rules.Count(rule => rule.IsAdded)} rules added, {change.Rules.Count(rule => !rule.IsAdded)} removed";

    private static void More(int rows, Terminal terminal)
    {
        if (rows > MostRows)
        {
            terminal.Out.Write($"\nand {Words.Number(rows - MostRows)} more rows.\n");
        }
    }
}
