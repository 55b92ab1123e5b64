using System.Globalization;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Output.Storing;

/// <summary>Says what a store holds, in the formats of <c>store info</c>.</summary>
internal static class StoreInfoFormats
{
    /// <summary>The names of the formats; the first is the default.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "json"];

    /// <summary>Writes it.</summary>
    public static void Write(string format, Terminal terminal, StoreInfo info)
    {
        if (format == "json")
        {
            terminal.Out.Write(Json(info));
        }
        else
        {
            Text(terminal, info);
        }

        terminal.Out.Flush();
    }

    private static string Json(StoreInfo info) => JsonDocuments.Text(JsonDocuments.Write("Store", json =>
    {
        json.WriteStartObject("summary");
        json.WriteString("cluster", info.Cluster);
        json.WriteString("onlyFlowsOf", info.Selection.Length == 0 ? null : info.Selection);
        json.Time("first", info.First);
        json.Time("last", info.Last);
        json.WriteNumber("flows", info.Read);
        json.WriteNumber("nodes", info.Nodes.Count);
        json.WriteNumber("ends", info.Ends);
        json.WriteNumber("edges", info.Edges);
        json.WriteNumber("hours", info.Hours);
        json.WriteNumber("days", info.Days);
        json.WriteNumber("bytes", info.Bytes);
        json.WriteEndObject();
        json.WriteString("path", info.Path);
        json.WriteNumber("version", info.Version);
        json.Strings("nodes", info.Nodes);
        if (info.Recorder is not { } recorder)
        {
            json.WriteNull("recorder");
            return;
        }

        json.WriteStartObject("recorder");
        json.WriteString("host", recorder.Identity.Host);
        json.WriteNumber("pid", recorder.Identity.Pid);
        json.Time("since", recorder.Since);
        json.Time("lastWritten", recorder.Beat);
        json.WriteBoolean("alive", recorder.IsAlive);
        json.WriteEndObject();
    }));

    private static void Text(Terminal terminal, StoreInfo info)
    {
        terminal.Line($"Store     {info.Path} (version {info.Version}, {Size(info.Bytes)})");
        terminal.Line($"Cluster   {(info.Cluster.Length == 0 ? "not named by any flow yet" : info.Cluster)}{(info.Selection.Length == 0 ? "" : $", only flows of {info.Selection}")}");
        terminal.Line(info.Read == 0
            ? "Window    nothing was recorded yet"
            : $"Window    {Words.TimeToSecond(info.First)} to {Words.TimeToSecond(info.Last)} ({Words.Length(TimeSpan.FromTicks(info.Last - info.First))}): {Words.Count(info.Hours, "hour")} and {Words.Count(info.Days, "day")} hold flows");
        terminal.Line($"Flows     {Words.Number(info.Read)} from {Words.Count(info.Nodes.Count, "node")}");
        terminal.Line($"Edges     {Words.Number(info.Edges)} between {Words.Count(info.Ends, "end")}, before they are joined to workloads");
        terminal.Line("Recorder  " + (info.Recorder is not { } recorder ? "none"
            : recorder.IsAlive ? $"process {recorder.Identity.Pid} on {recorder.Identity.Host} since {Words.TimeToSecond(recorder.Since)}, last wrote {Words.TimeToSecond(recorder.Beat)}"
            : $"process {recorder.Identity.Pid} on {recorder.Identity.Host} is gone, last wrote {Words.TimeToSecond(recorder.Beat)}; the next one may begin"));
    }

    private static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
