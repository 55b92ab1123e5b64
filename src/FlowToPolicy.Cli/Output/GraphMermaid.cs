using System.Globalization;
using System.Text;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Output;

/// <summary>The graph as a Mermaid flowchart, for Markdown pages.</summary>
internal sealed class GraphMermaid : IGraphWriter
{
    /// <inheritdoc/>
    public string Format => "mermaid";

    /// <inheritdoc/>
    public void Write(CommunicationGraph graph, InputAccount account, Terminal terminal)
    {
        terminal.Line("flowchart LR");
        var numbers = new Dictionary<End, int>();
        foreach (End end in graph.Ends)
        {
            numbers.Add(end, numbers.Count);
            (string open, string close) = end.Kind == EndKind.Workload ? ("[", "]") : ("([", "])");
            terminal.Line($"  n{numbers[end]}{open}\"{Encode(end.Name)}\"{close}");
        }

        foreach (Arrow arrow in Arrow.Of(graph))
        {
            string line = arrow.LetThrough ? "-->" : "-.->";
            terminal.Line($"  n{numbers[arrow.Client]} {line}|\"{Encode(arrow.Ports)}\"| n{numbers[arrow.Server]}");
        }
    }

    /// <summary>Mermaid has entity codes (<c>#34;</c>) and no escapes; whatever is not a plain name character becomes one.</summary>
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (Rune rune in SafeText.Escape(text).EnumerateRunes())
        {
            if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '.' or '/' or ',' or '_' or ':' or '(' or ')'))
            {
                encoded.Append(rune.ToString());
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return encoded.ToString();
    }
}
