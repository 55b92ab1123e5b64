using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Output;

/// <summary>What was covered, and what is known to be missing, in words.</summary>
internal static class WindowText
{
    /// <summary>Window, nodes, lines, losses and the graph's size.</summary>
    public static IEnumerable<string> Lines(CommunicationGraph graph)
    {
        ObservationWindow window = graph.Window;
        yield return window.First == 0
            ? "Window    not known: no flow has a time"
            : $"Window    {Words.TimeToSecond(window.First)} to {Words.TimeToSecond(window.Last)} ({Words.Length(TimeSpan.FromTicks(window.Last - window.First))})";
        yield return $"Nodes     {Names(window.Nodes)}";
        yield return $"Lines     {Words.Number(graph.Accounting.Read)} read; {Words.Number(graph.Accounting.Folded)} became sightings of edges, "
            + $"{Words.Number(graph.Accounting.Read - graph.Accounting.Folded)} did not";
        yield return window.TotalLost == 0 && window.UnreadNodes.Count == 0
            ? "Missing   nothing that the log knows of"
            : $"Missing   {Words.Count(window.TotalLost, "lost event")}, {Words.Count(window.UnreadNodes.Count, "unread node")}";
        yield return $"Graph     {Words.Count(graph.Edges.Count, "edge")} of {Words.Count(graph.Ends.Count(e => e.Kind == EndKind.Workload), "workload")}: {Outcomes(graph)}";
    }

    private static string Names(IReadOnlyList<string> names)
    {
        const int Named = 8;
        return names.Count == 0 ? "not named"
            : names.Count <= Named ? $"{names.Count}: {string.Join(", ", names)}"
            : $"{names.Count}: {string.Join(", ", names.Take(Named))} and {names.Count - Named} more";
    }

    private static string Outcomes(CommunicationGraph graph) => string.Join(", ", graph.Edges
        .GroupBy(e => e.Outcome).OrderBy(g => g.Key).Select(g => $"{Words.Number(g.Count())} {Words.Outcome(g.Key)}"));
}
