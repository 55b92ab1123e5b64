using System.Globalization;
using System.Text.Json;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Cli.Output;

/// <summary>How much of a window was recorded, in words and in JSON.</summary>
internal static class CoverageWords
{
    /// <summary>A window that is covered so far is covered: flows do not come at the very edges of it.</summary>
    private const double Enough = 0.99;

    /// <summary>A share in percent; never rounded up to all of it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 1000) / 10:0.0} %");

    /// <summary>Says that a window was recorded in part only, and how to get the rest; nothing when it was recorded.</summary>
    public static IEnumerable<string> Shortfall(WindowCoverage coverage, string store)
    {
        if (coverage.Share < Enough)
        {
            yield return $"of the {Length(coverage.Window.Ticks)} asked for, {Length(coverage.Covered)} were recorded ({Percent(coverage.Share)}); "
                + $"what happened in the rest is not known. Go on recording: flow2policy observe --follow --store {store}";
        }
    }

    /// <summary>The coverage in one line: how much, the worst node, the longest time in which nothing was recorded, what was lost.</summary>
    public static string Line(WindowCoverage coverage)
    {
        string line = $"{Percent(coverage.Share)} of {Length(coverage.Window.Ticks)} recorded";
        if (coverage.Worst is { Share: < 1 } worst)
        {
            line += $"; worst node {worst.Node} ({Percent(worst.Share)})";
        }

        if (coverage.Gaps.Count > 0)
        {
            TimeRange longest = coverage.Gaps.MaxBy(gap => gap.Ticks);
            line += $"; {Words.Count(coverage.Gaps.Count, "gap")}, the longest {Words.TimeToSecond(longest.From)} to {Words.TimeToSecond(longest.To)}";
        }

        return coverage.TotalLost == 0 ? line : $"{line}; {Words.Count(coverage.TotalLost, "event")} lost";
    }

    private static string Length(long ticks) => Words.Length(TimeSpan.FromTicks(ticks));

    /// <summary>The object <c>coverage</c>; nothing when nothing is known of it.</summary>
    public static void Write(Utf8JsonWriter json, WindowCoverage? coverage)
    {
        if (coverage is null)
        {
            return;
        }

        json.WriteStartObject("coverage");
        json.Time("from", coverage.Window.From);
        json.Time("to", coverage.Window.To);
        json.WriteNumber("share", Math.Floor(coverage.Share * 10000) / 10000);
        json.WriteNumber("coveredSeconds", coverage.Covered / TimeSpan.TicksPerSecond);
        json.WriteNumber("lostEvents", coverage.TotalLost);
        Ranges(json, coverage.Gaps);
        json.WriteStartArray("nodes");
        foreach (NodeCoverage node in coverage.Nodes)
        {
            json.WriteStartObject();
            json.WriteString("node", node.Node);
            json.WriteNumber("share", Math.Floor(node.Share * 10000) / 10000);
            json.WriteNumber("lostEvents", node.TotalLost);
            json.WriteNumber("receivedFlows", node.Received);
            if (node.ReachedShare is { } reached)
            {
                json.WriteNumber("reachedShare", Math.Floor(reached * 10000) / 10000);
            }

            json.WriteNumber("restarts", node.Restarts.Count);
            Ranges(json, node.Gaps);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Ranges(Utf8JsonWriter json, IReadOnlyList<TimeRange> gaps)
    {
        json.WriteStartArray("gaps");
        foreach (TimeRange gap in gaps)
        {
            json.WriteStartObject();
            json.Time("from", gap.From);
            json.Time("to", gap.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
