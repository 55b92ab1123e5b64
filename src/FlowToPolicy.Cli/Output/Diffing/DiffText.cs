using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>For readers: connections by class, what breaks first, then objects. Signs say the same as colours.</summary>
internal sealed class DiffText : IDiffWriter
{
    private const int Brief = 20;

    /// <inheritdoc/>
    public string Format => "text";

    /// <inheritdoc/>
    public void Write(DiffOutcome outcome, Terminal terminal)
    {
        terminal.Line($"From {outcome.Before} to {outcome.After}, as {outcome.Target}{(outcome.HasFlows ? "" : "; no flows given, so nothing counts as observed")}");
        foreach (string line in CoverageWords.Lines(outcome.Account.Coverage).Concat(LeftOutWords.Lines(outcome.LeftOut)))
        {
            terminal.Line(line);
        }

        terminal.Line(outcome.IsEmpty
            ? $"No difference in what is let through.{(outcome.Rewritten > 0 ? $" ({Words.Count(outcome.Rewritten, "object is", "objects are")} written otherwise and mean the same.)" : "")}"
            : $"Connections: {DiffWords.Sums(outcome.Result)}");
        foreach (ChangeClass kind in Enum.GetValues<ChangeClass>())
        {
            Connections(kind, ChangeGroup.Folded(outcome.Changes.Where(change => change.Class == kind)), outcome.Verbose, terminal);
        }

        Objects(outcome, terminal);
    }

    private static void Connections(ChangeClass kind, IReadOnlyList<ChangeGroup> groups, bool all, Terminal terminal)
    {
        if (groups.Count == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line(DiffWords.Heading(kind));
        foreach (ChangeGroup group in all ? groups : groups.Take(Brief))
        {
            Coloured(kind, terminal, $"  {DiffWords.Sign(kind)} {DiffWords.Pair(group)}: {DiffWords.Ports(group, all)}{DiffWords.Seen(group)}");
            string many = DiffWords.Many(group, all);
            terminal.Line($"      {(many.Length > 0 ? $"{many}; " : "")}by {DiffWords.Rules(group.Changes[0])}");
        }

        if (!all && groups.Count > Brief)
        {
            terminal.Line($"    and {Words.Count(groups.Count - Brief, "more line")} (--verbose lists all)");
        }
    }

    private static void Objects(DiffOutcome outcome, Terminal terminal)
    {
        if (outcome.Objects.Count == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line($"Objects: {string.Join(", ", outcome.Objects.CountBy(change => change.Action).OrderBy(sum => sum.Key).Select(sum => $"{Words.Number(sum.Value)} {Words.Kebab(sum.Key.ToString())}"))}");
        foreach (ObjectChange change in outcome.Objects)
        {
            terminal.Line($"  {Words.Kebab(change.Action.ToString()),-8} {DiffWords.Object(change)}");
            foreach (string remark in change.Remarks)
            {
                terminal.Line($"           {remark}");
            }

            foreach (RuleChange rule in change.Rules)
            {
                terminal.Line($"         {(rule.IsAdded ? "+" : "-")} {rule.Reference}");
                foreach (string line in rule.Text.TrimEnd('\n').Split('\n'))
                {
                    terminal.Line($"         {(rule.IsAdded ? "+" : "-")}   {line}");
                }
            }
        }
    }

    private static void Coloured(ChangeClass kind, Terminal terminal, string line)
    {
        if (!terminal.Color)
        {
            terminal.Line(line);
            return;
        }

        string colour = kind switch
        {
            ChangeClass.Breaks => "\u001b[1;31m",
            ChangeClass.Admits => "\u001b[32m",
            ChangeClass.Opens => "\u001b[33m",
            ChangeClass.Closes => "\u001b[36m",
            _ => "\u001b[35m",
        };
        terminal.Out.Write($"{colour}{SafeText.Escape(line)}\u001b[0m\n");
    }
}
