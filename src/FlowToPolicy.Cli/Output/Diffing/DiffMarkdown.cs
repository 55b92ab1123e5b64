using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>For a pull request: what would break first, in a comment that stays below the limits of the places that show it.</summary>
internal sealed class DiffMarkdown : IDiffWriter
{
    private const int MostRows = 40;
    private const int LongestCell = 300;

    /// <inheritdoc/>
    public string Format => "markdown";

    /// <inheritdoc/>
    public void Write(DiffOutcome outcome, Terminal terminal)
    {
        var comment = new MarkdownComment();
        LeftOutWords.Write(comment, outcome.LeftOut);
        int breaks = outcome.Result.Count(ChangeClass.Breaks);
        comment.Line(breaks > 0 ? $"**{Words.Count(breaks, "observed connection")} would break.**\n"
            : outcome.IsEmpty ? "**No difference in what is let through.**\n"
            : outcome.HasFlows ? "**Nothing that was observed would break.**\n"
            : "**No flows were given, so nobody knows what is in use.**\n");
        comment.Line($"From {Markdown.Code(outcome.Before)} to {Markdown.Code(outcome.After)}, as {Markdown.Text(outcome.Target)}: {DiffWords.Sums(outcome.Result)}.{CoverageWords.Sentence(outcome.Account.Coverage)}");
        foreach (ChangeClass kind in Enum.GetValues<ChangeClass>())
        {
            comment.Table(
                $"\n### {DiffWords.Heading(kind)}\n\n| Client | Server | Ports | Seen | Decided by |\n|---|---|---|---:|---|\n",
                [.. ChangeGroup.Folded(outcome.Changes.Where(change => change.Class == kind)).Select(Row)],
                MostRows);
        }

        comment.Table(
            "\n### Objects\n\n| Object | Change |\n|---|---|\n",
            [.. outcome.Objects.Select(change => $"| {Markdown.Code(DiffWords.Object(change))} | {Words.Kebab(change.Action.ToString())}{Rules(change)} |")],
            MostRows);
        terminal.Out.Write(comment.ToString());
    }

    private static string Row(ChangeGroup group) =>
        $"| {Ends(group, group.Clients)} | {Ends(group, group.Servers)} | {Cell(DiffWords.Ports(group, all: false))} "
        + $"| {(group.WasStopped ? "denied" : Words.Number(group.Seen))} | {Cell(DiffWords.Rules(group.Changes[0]))} |";

    private static string Ends(ChangeGroup group, IReadOnlyList<string> ends) => ends is [var only] ? Markdown.Code(only) : Cell(DiffWords.Many(group, all: false));

    // Markup is added after cutting, so that no escape is cut in two.
    private static string Cell(string text) => Markdown.Text(text.Length <= LongestCell ? text : text[..LongestCell] + " ...");

    private static string Rules(ObjectChange change) => change.Rules.Count == 0 ? ""
        : $": {Words.Count(change.Rules.Count(rule => rule.IsAdded), "rule")} added, {Words.Number(change.Rules.Count(rule => !rule.IsAdded))} removed";
}
