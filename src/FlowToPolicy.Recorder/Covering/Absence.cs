using FlowToPolicy.Graph;

namespace FlowToPolicy.Recorder.Covering;

/// <summary>Whether it is believable that one end never called another, because the nodes of both were recorded nearly all the time.</summary>
/// <param name="Believable">Whether at least nine tenths of the window, and a day, were recorded on the worst of their nodes, and hardly anything was lost there.</param>
/// <param name="Covered">Ticks that were recorded on the worst of their nodes.</param>
/// <param name="Window">Ticks of the window.</param>
/// <param name="Nodes">The nodes that reported either end, sorted; empty when an end was never seen.</param>
/// <param name="Lost">Events lost on these nodes.</param>
public sealed record Absence(bool Believable, long Covered, long Window, IReadOnlyList<string> Nodes, long Lost)
{
    private const double EnoughCovered = 0.9;
    private const double TolerableLoss = 0.001;

    /// <summary>Judges a pair of ends between which the graph has no edge.</summary>
    public static Absence Judge(CommunicationGraph graph, WindowCoverage coverage, End client, End server)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(coverage);
        string[] ofClient = NodesOf(graph, client), ofServer = NodesOf(graph, server);
        if (ofClient.Length == 0 || ofServer.Length == 0)
        {
            return new Absence(false, 0, coverage.Window.Ticks, [], 0);
        }

        string[] nodes = [.. ofClient.Union(ofServer, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, NodeCoverage> byName = coverage.Nodes.ToDictionary(n => n.Node, StringComparer.Ordinal);
        NodeCoverage?[] found = [.. nodes.Select(n => byName.GetValueOrDefault(n))];
        long covered = found.Min(n => n?.Covered ?? 0);
        long lost = found.Sum(n => n?.TotalLost ?? 0), received = found.Sum(n => n?.Received ?? 0);
        bool believable = covered >= EnoughCovered * coverage.Window.Ticks
            && covered >= TimeSpan.TicksPerDay
            && lost <= TolerableLoss * (received + lost);
        return new Absence(believable, covered, coverage.Window.Ticks, nodes, lost);
    }

    private static string[] NodesOf(CommunicationGraph graph, End end) =>
        [.. graph.Edges.Where(e => e.Client == end || e.Server == end).SelectMany(e => e.Evidence.Nodes).Distinct(StringComparer.Ordinal)];
}
