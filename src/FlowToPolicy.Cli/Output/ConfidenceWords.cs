using System.Globalization;
using FlowToPolicy.Recorder.Estimation;

namespace FlowToPolicy.Cli.Output;

/// <summary>How much was recorded, what that has probably not shown, and what to do: one line each.</summary>
internal static class ConfidenceWords
{
    private const int MostPeriodic = 3;

    /// <summary>The lines; none of what nothing is known.</summary>
    public static IEnumerable<string> Lines(Outcome outcome)
    {
        foreach (string line in CoverageWords.Lines(outcome.Coverage))
        {
            yield return line;
        }

        if (outcome.Confidence is not { } confidence)
        {
            yield break;
        }

        yield return $"Unseen    {Chance(confidence)}{Rate(confidence)}";
        if (confidence.Periodic.Count > 0)
        {
            yield return $"Periodic  {string.Join(", ", confidence.Periodic.Take(MostPeriodic).Select(Periodic))}"
                + (confidence.Periodic.Count > MostPeriodic ? $" and {confidence.Periodic.Count - MostPeriodic} more" : "");
        }

        yield return $"Advice    {Advice(confidence.Advice)}";
    }

    /// <summary>A chance or a rate, with as many digits as make sense.</summary>
    public static string Number(double value) =>
        value == 0 ? "0"
        : value < 0.1 ? value.ToString("0.0##", CultureInfo.InvariantCulture) is var text && text != "0.0" ? text : "less than 0.001"
        : value < 10 ? value.ToString("0.#", CultureInfo.InvariantCulture)
        : Words.Number((long)Math.Round(value));

    private static string Chance(Confidence confidence)
    {
        Interval chance = confidence.All.UnseenChance;
        return $"the chance that the next connection is of a kind never seen is {Number(chance.Estimate * 100)} % ({Number(chance.Low * 100)} to {Number(chance.High * 100)} %)";
    }

    private static string Rate(Confidence confidence)
    {
        Interval rate = confidence.All.NewEdgesNextDay;
        return confidence.Days < 2 ? "; a single day says nothing of the next one"
            : $"; the next day is expected to bring {Number(rate.Estimate)} new edges ({Number(rate.Low)} to {Number(rate.High)})";
    }

    private static string Periodic(PeriodicEdge periodic) => string.Create(
        CultureInfo.InvariantCulture,
        $"{periodic.Edge.Client.Name} -> {periodic.Edge.Server.Name} {(periodic.DayOfWeek is { } day ? $"{day}s" : "daily")} at {periodic.HourOfDay:00}:00Z");

    private static string Advice(Advice advice) =>
        advice.Enough ? $"enough: {advice.Reason}"
        : advice.MoreDays > 0 ? $"record {Words.Count(advice.MoreDays, "more day", "more days")}: {advice.Reason}"
        : advice.Reason;
}
