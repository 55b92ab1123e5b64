using System.Globalization;
using FlowToPolicy.Recorder.Covering;
using FlowToPolicy.Review.Explaining;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>Whether it is believable that nothing was observed between two ends, in words that follow "nothing in the window".</summary>
internal static class AbsenceWords
{
    /// <summary>The words; empty when the coverage of the window or the nodes of an end are not known.</summary>
    public static string Of(ExplainOutcome outcome, ConnectionExplanation explanation)
    {
        if (outcome.Graph is not { } graph || outcome.Account.Coverage is not { } coverage)
        {
            return "";
        }

        var absence = Absence.Judge(graph, coverage, explanation.Client.End, explanation.Server.End);
        if (absence.Nodes.Count == 0)
        {
            return "; whether that is believable cannot be said, because one of the two was never seen with anybody";
        }

        string nodes = absence.Nodes.Count switch
        {
            1 => $"on its node {absence.Nodes[0]}",
            2 => "on both nodes",
            _ => $"on the worst of {absence.Nodes.Count} nodes",
        };
        string lost = absence.Lost == 0 ? "" : $", {Words.Count(absence.Lost, "event")} lost there";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"; {(absence.Believable ? "believable" : "not believable yet")}: {Days(absence.Covered)} of {Days(absence.Window)} days recorded {nodes}{lost}");
    }

    private static string Days(long ticks) => (Math.Floor(ticks * 10.0 / TimeSpan.TicksPerDay) / 10).ToString("0.#", CultureInfo.InvariantCulture);
}
