using System.Globalization;
using System.Text.Json;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Cli.Output;

/// <summary>How much of a window was recorded, in words and in JSON.</summary>
internal static class CoverageWords
{
    /// <summary>A share in percent; never rounded up to all of it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 1000) / 10:0.0} %");

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
        json.WriteStartArray("gaps");
        foreach (TimeRange gap in coverage.Gaps)
        {
            json.WriteStartObject();
            json.Time("from", gap.From);
            json.Time("to", gap.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("nodes");
        foreach (NodeCoverage node in coverage.Nodes)
        {
            json.WriteStartObject();
            json.WriteString("node", node.Node);
            json.WriteNumber("share", Math.Floor(node.Share * 10000) / 10000);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
