using System.Globalization;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Diffing;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>The connections as comma-separated values.</summary>
internal sealed class DiffCsv : IDiffWriter
{
    private static readonly string[] Headings = ["class", "client", "server", "ports", "address", "seen", "decided_by"];

    /// <inheritdoc/>
    public string Format => "csv";

    /// <inheritdoc/>
    public void Write(DiffOutcome outcome, Terminal terminal)
    {
        Csv.Row(terminal, Headings);
        foreach (ConnectionChange change in outcome.Changes)
        {
            Csv.Row(terminal,
            [
                DiffWords.Class(change.Class),
                change.Client,
                change.Server,
                change.Ports,
                change.Observed is { Address.IsNone: false } seen ? seen.Address.ToString() : "",
                (change.Observed?.Count ?? 0).ToString(CultureInfo.InvariantCulture),
                DiffWords.Rules(change),
            ]);
        }
    }
}
