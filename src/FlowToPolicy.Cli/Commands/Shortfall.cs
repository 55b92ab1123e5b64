using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Commands;

/// <summary>Says when a relay held less history than was asked for: its rings are short, and it gives no error.</summary>
internal static class Shortfall
{
    private static readonly long Tolerance = TimeSpan.FromMinutes(1).Ticks;

    /// <summary>Warns when the first flow is later than asked for by more than a minute.</summary>
    public static void Tell(Terminal terminal, GeneralSettings settings, long since, ObservationWindow window)
    {
        if (!settings.Quiet && since != 0 && window.First - since > Tolerance)
        {
            terminal.Note(
                $"warning: flows were asked for from {Words.TimeToSecond(since)} on, but the oldest is of {Words.TimeToSecond(window.First)}: "
                + "the nodes hold no older ones. Record with --follow, or analyse exported files.");
        }
    }
}
