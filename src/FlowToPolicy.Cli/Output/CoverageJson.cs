using System.Text.Json;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Cli.Output;

/// <summary>How much of a window was recorded, for programs: as a whole, by node, and by node and hour.</summary>
internal static class CoverageJson
{
    /// <summary>The object <c>coverage</c>: how much, by node, and all gaps.</summary>
    public static void Write(Utf8JsonWriter json, WindowCoverage coverage)
    {
        json.WriteStartObject("coverage");
        json.Time("from", coverage.Window.From);
        json.Time("to", coverage.Window.To);
        json.WriteNumber("share", Math.Floor(coverage.Share * 10000) / 10000);
        json.WriteNumber("coveredSeconds", coverage.Covered / TimeSpan.TicksPerSecond);
        json.WriteNumber("lostEvents", coverage.TotalLost);
        json.WriteString("worstNode", coverage.Worst?.Node);
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

            Lost(json, node);
            json.WriteStartArray("restarts");
            foreach (long restart in node.Restarts)
            {
                json.WriteStringValue(Words.Time(restart));
            }

            json.WriteEndArray();
            Ranges(json, node.Gaps);
            Hours(json, node, coverage.Window);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Lost(Utf8JsonWriter json, NodeCoverage node)
    {
        json.WriteStartObject("lost");
        foreach ((LossSource source, long events) in node.Lost)
        {
            json.WriteNumber(Words.Kebab(source.ToString()), events);
        }

        json.WriteEndObject();
    }

    /// <summary>The hours of the window, those that follow each other in the same state as one.</summary>
    private static void Hours(Utf8JsonWriter json, NodeCoverage node, TimeRange window)
    {
        long first = window.From / TimeSpan.TicksPerHour;
        json.WriteStartArray("hours");
        for (int begin = 0, end; begin < node.Hours.Count; begin = end)
        {
            end = begin + 1;
            while (end < node.Hours.Count && node.Hours[end] == node.Hours[begin])
            {
                end++;
            }

            json.WriteStartObject();
            json.Time("from", (first + begin) * TimeSpan.TicksPerHour);
            json.WriteNumber("hours", end - begin);
            json.WriteString("state", Words.Kebab(node.Hours[begin].ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
