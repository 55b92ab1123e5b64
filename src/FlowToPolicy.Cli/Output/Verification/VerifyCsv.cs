using System.Globalization;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>The groups of denials as comma-separated values.</summary>
internal sealed class VerifyCsv : IVerifyWriter
{
    private static readonly string[] Headings =
    [
        "workload", "direction", "peer", "port", "cause", "was_let_through", "connections", "seen", "first_seen", "last_seen", "addresses", "decided_by", "change",
    ];

    /// <inheritdoc/>
    public string Format => "csv";

    /// <inheritdoc/>
    public void Write(VerifyOutcome outcome, Terminal terminal)
    {
        Csv.Row(terminal, Headings);
        foreach (DenialGroup group in outcome.Result.Denials)
        {
            Csv.Row(terminal, Cells(group));
        }
    }

    private static IEnumerable<string> Cells(DenialGroup group) =>
    [
        group.Subject.Name,
        VerifyWords.Direction(group.Direction),
        group.Peer.Name,
        VerifyWords.Port(group.Edge),
        VerifyWords.Cause(group.Cause),
        group.WasLetThrough ? "true" : "false",
        Number(group.Connections.Count),
        Number(group.Seen),
        Words.Time(group.Edge.Evidence.FirstSeen) ?? "",
        Words.Time(group.Edge.Evidence.LastSeen) ?? "",
        string.Join(' ', group.Connections.Where(v => !v.Connection.Address.IsNone).Select(v => v.Connection.Address)),
        VerifyWords.Rules(group.Denial.Rules),
        group.Change?.What ?? "",
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
