using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Commands;

/// <summary>The part of a graph that is shown.</summary>
internal static class GraphSelection
{
    /// <summary>The edges with an end in one of the namespaces, and their ends; the whole graph when none is named.</summary>
    public static CommunicationGraph Touching(CommunicationGraph graph, IReadOnlyList<string> namespaces)
    {
        if (namespaces.Count == 0)
        {
            return graph;
        }

        Edge[] edges = [.. graph.Edges.Where(e => IsIn(e.Client, namespaces) || IsIn(e.Server, namespaces))];
        if (edges.Length == 0)
        {
            string known = string.Join(", ", graph.Ends.Where(e => e.Workload is not null).Select(e => e.Workload!.Value.Namespace).Distinct().Order(StringComparer.Ordinal).Take(20));
            throw new CommandFailure(ExitCode.Input, $"no edge touches {string.Join(", ", namespaces)}; the flows know the namespaces {known}.");
        }

        HashSet<End> ends = [.. edges.SelectMany(e => (End[])[e.Client, e.Server])];
        return new CommunicationGraph
        {
            Edges = edges,
            Ends = [.. graph.Ends.Where(ends.Contains)],
            Window = graph.Window,
            Accounting = graph.Accounting,
            HomeClusters = graph.HomeClusters,
            IsMesh = graph.IsMesh,
            CiliumVersion = graph.CiliumVersion,
        };
    }

    private static bool IsIn(End end, IReadOnlyList<string> namespaces) =>
        end.Workload is { } workload && namespaces.Contains(workload.Namespace);
}
