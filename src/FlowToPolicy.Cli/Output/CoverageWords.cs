using System.Globalization;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Cli.Output;

/// <summary>How much of a window was recorded, in words.</summary>
internal static class CoverageWords
{
    /// <summary>A window that is covered so far is covered: flows do not come at the very edges of it.</summary>
    private const double Enough = 0.99;

    private const int MostGaps = 3;

    /// <summary>A share in percent; never rounded up to all of it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 1000) / 10:0.0} %");

    /// <summary>
    /// What is said before any answer: how much of the window was recorded, the worst node, the gaps; a warning, with how to get the rest,
    /// when it was recorded in part only.
    /// </summary>
    public static string Account(WindowCoverage coverage, string? store)
    {
        if (coverage.Share >= Enough)
        {
            return $"coverage: {Line(coverage)}";
        }

        string more = store is null ? "" : $" Go on recording: flow2policy observe --follow --store {store}";
        return $"warning: of the {Length(coverage.Window.Ticks)} asked for, {Length(coverage.Covered)} were recorded ({Percent(coverage.Share)}){Details(coverage)}; "
            + $"what happened in the rest is not known.{more}";
    }

    /// <summary>The coverage in one line: how much, the worst node, the longest times in which nothing was recorded, what was lost.</summary>
    public static string Line(WindowCoverage coverage) => $"{Percent(coverage.Share)} of {Length(coverage.Window.Ticks)} recorded{Details(coverage)}";

    /// <summary>The line of an answer's head; none where nobody says how much was recorded.</summary>
    public static IEnumerable<string> Lines(WindowCoverage? coverage) => coverage is null ? [] : [$"Coverage  {Line(coverage)}"];

    /// <summary>A sentence of Markdown with a space before it; empty where nobody says how much was recorded.</summary>
    public static string Sentence(WindowCoverage? coverage) => coverage is null ? "" : $" Of the window, {Markdown.Text(Line(coverage))}.";

    private static string Details(WindowCoverage coverage)
    {
        string worst = coverage.Worst is { Share: < 1 } node ? $"; worst node {node.Node} ({Percent(node.Share)})" : "";
        string lost = coverage.TotalLost == 0 ? "" : $"; {Words.Count(coverage.TotalLost, "event")} lost";
        return worst + Gaps(coverage.Gaps) + lost;
    }

    /// <summary>The longest times in which no node was recorded, in their order.</summary>
    private static string Gaps(IReadOnlyList<TimeRange> gaps)
    {
        TimeRange[] shown = [.. gaps.OrderByDescending(gap => gap.Ticks).Take(MostGaps).OrderBy(gap => gap.From)];
        return shown.Length == 0 ? ""
            : $"; {Words.Count(gaps.Count, "gap")}{(shown.Length < gaps.Count ? ", the longest" : ":")} "
                + string.Join(", ", shown.Select(gap => $"{Words.TimeToSecond(gap.From)} to {Words.TimeToSecond(gap.To)}"));
    }

    private static string Length(long ticks) => Words.Length(TimeSpan.FromTicks(ticks));
}
