using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;
using FlowToPolicy.Review.Findings;

namespace FlowToPolicy.Cli.Output;

/// <summary>The edges as a table for readers.</summary>
internal sealed class GraphTable : IGraphWriter
{
    /// <inheritdoc/>
    public string Format => "table";

    /// <inheritdoc/>
    public void Write(CommunicationGraph graph, InputAccount account, Terminal terminal)
    {
        var table = new TextTable("CLIENT", "SERVER", "PORT", "CONN", "DAYS", "OUTCOME", "NOTES") { Numbers = [3, 4] };
        foreach (Edge edge in graph.Edges)
        {
            table.Add(
                edge.Client.Name,
                edge.Server.Name,
                EdgeText.Port(edge),
                Words.Number(edge.LetThrough ? edge.Evidence.Connections : edge.Evidence.Sightings.Denied + edge.Evidence.Sightings.OtherDrops),
                Words.Number(edge.Evidence.Days),
                Words.Outcome(edge.Outcome),
                Notes(edge));
        }

        table.Write(terminal);
    }

    private static string Notes(Edge edge)
    {
        IEnumerable<string> notes = Words.Marks(edge.Marks);
        if (edge.Client.Kind == EndKind.World || edge.Server.Kind == EndKind.World)
        {
            string beyond = edge.AddressesBeyond > 0 ? "+" : "";
            notes = notes.Prepend($"{Words.Number(edge.Addresses.Count)}{beyond} {(edge.Addresses.Count == 1 ? "address" : "addresses")}");
        }

        return string.Join(", ", notes);
    }
}
