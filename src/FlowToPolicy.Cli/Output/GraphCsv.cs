using System.Globalization;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Cli.Output;

/// <summary>The edges as comma-separated values.</summary>
internal sealed class GraphCsv : IGraphWriter
{
    private static readonly string[] Headings =
    [
        "client", "server", "protocol", "port", "outcome", "answered", "connections", "denied", "audited", "first_seen", "last_seen",
        "days", "seen_at_client", "seen_at_server", "marks", "addresses", "addresses_beyond", "names",
    ];

    /// <inheritdoc/>
    public string Format => "csv";

    /// <inheritdoc/>
    public void Write(CommunicationGraph graph, InputAccount account, Terminal terminal)
    {
        Csv.Row(terminal, Headings);
        foreach (Edge edge in graph.Edges)
        {
            Csv.Row(terminal, Cells(edge));
        }
    }

    private static IEnumerable<string> Cells(Edge edge) =>
    [
        edge.Client.Name,
        edge.Server.Name,
        edge.Protocol.Name(),
        Number(edge.Port),
        Words.Outcome(edge.Outcome),
        edge.Answered ? "true" : "false",
        Number(edge.Evidence.Connections),
        Number(edge.Evidence.Sightings.Denied),
        Number(edge.Evidence.Sightings.Audited),
        Words.Time(edge.Evidence.FirstSeen) ?? "",
        Words.Time(edge.Evidence.LastSeen) ?? "",
        Number(edge.Evidence.Days),
        edge.Evidence.SeenAtClient ? "true" : "false",
        edge.Evidence.SeenAtServer ? "true" : "false",
        string.Join(' ', Words.Marks(edge.Marks)),
        string.Join(' ', edge.Addresses.Select(a => a.Address.ToString())),
        Number(edge.AddressesBeyond),
        string.Join(' ', edge.Addresses.SelectMany(a => a.Names).Distinct().Order(StringComparer.Ordinal)),
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
