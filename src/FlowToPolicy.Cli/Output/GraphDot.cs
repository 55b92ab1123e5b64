using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Output;

/// <summary>The graph for Graphviz (<c>dot -Tsvg</c>): one box per end, one arrow per pair of ends with all its ports.</summary>
internal sealed class GraphDot : IGraphWriter
{
    /// <inheritdoc/>
    public string Format => "dot";

    /// <inheritdoc/>
    public void Write(CommunicationGraph graph, InputAccount account, Terminal terminal)
    {
        terminal.Line("digraph communication {");
        terminal.Line("  rankdir=LR;");
        terminal.Line("  node [shape=box];");
        var numbers = new Dictionary<End, int>();
        foreach (End end in graph.Ends)
        {
            numbers.Add(end, numbers.Count);
            string shape = end.Kind == EndKind.Workload ? "" : ", shape=ellipse";
            terminal.Line($"  n{numbers[end]} [label={Quote(end.Name)}{shape}];");
        }

        foreach (Arrow arrow in Arrow.Of(graph))
        {
            string style = arrow.LetThrough ? "" : ", style=dashed, color=red";
            terminal.Line($"  n{numbers[arrow.Client]} -> n{numbers[arrow.Server]} [label={Quote(arrow.Ports)}{style}];");
        }

        terminal.Line("}");
    }

    /// <summary>A text as a string of the language.</summary>
    internal static string Quote(string text) =>
        "\"" + SafeText.Escape(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
