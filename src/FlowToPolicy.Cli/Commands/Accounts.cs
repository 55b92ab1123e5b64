using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Commands;

/// <summary>Where every line of the input went, for <c>--verbose</c>.</summary>
internal static class Accounts
{
    private static readonly string[] Damage = [SkipReason.Damaged.Name(), SkipReason.TooLong.Name(), SkipReason.NotAFlow.Name()];

    /// <summary>Whether lines with this reason could not be read at all.</summary>
    public static bool IsDamage(string reason) => Damage.Contains(reason);

    /// <summary>Lists the reasons, the most frequent first; the numbers add up to the lines read.</summary>
    public static void Tell(Terminal terminal, CommunicationGraph graph, GeneralSettings settings)
    {
        if (!settings.Verbose)
        {
            return;
        }

        Accounting accounting = graph.Accounting;
        terminal.Note($"{Words.Count(accounting.Read, "line")} read:");
        terminal.Note($"{Words.Number(accounting.Folded),12}  sighting of an edge");
        foreach ((string reason, long count) in accounting.Reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal))
        {
            terminal.Note($"{Words.Number(count),12}  {reason}");
        }
    }
}
