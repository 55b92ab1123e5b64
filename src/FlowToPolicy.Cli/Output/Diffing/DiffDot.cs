using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Diffing;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>The changes for Graphviz: one arrow per pair of ends and class; line styles say the same as colours.</summary>
internal sealed class DiffDot : IDiffWriter
{
    /// <inheritdoc/>
    public string Format => "dot";

    /// <inheritdoc/>
    public void Write(DiffOutcome outcome, Terminal terminal)
    {
        terminal.Line("digraph diff {");
        terminal.Line("  rankdir=LR;");
        terminal.Line("  node [shape=box];");
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        ChangeGroup[] groups = [.. ChangeGroup.Of(outcome.Changes)];
        foreach (string end in groups.SelectMany(group => group.Clients.Concat(group.Servers)).Distinct().Order(StringComparer.Ordinal))
        {
            numbers.Add(end, numbers.Count);
            terminal.Line($"  n{numbers[end]} [label={GraphDot.Quote(end)}];");
        }

        foreach (ChangeGroup group in groups)
        {
            terminal.Line($"  n{numbers[group.Clients[0]]} -> n{numbers[group.Servers[0]]} [label={GraphDot.Quote($"{DiffWords.Class(group.Class)} {DiffWords.Ports(group, all: true)}")}, {Style(group.Class)}];");
        }

        terminal.Line("}");
    }

    private static string Style(ChangeClass kind) => kind switch
    {
        ChangeClass.Breaks => "color=red, penwidth=3",
        ChangeClass.Admits => "color=darkgreen, penwidth=2",
        ChangeClass.Opens => "color=orange",
        ChangeClass.Closes => "color=gray, style=dashed",
        _ => "color=purple, style=dotted",
    };
}
