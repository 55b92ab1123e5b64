using FlowToPolicy.Graph;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Explaining;

/// <summary>A graph with one more connection, which nobody was seen making, so that a rule can be written for it.</summary>
internal static class ImaginedGraph
{
    /// <summary>The graph with the edge; of the edge alone when there is no graph.</summary>
    public static CommunicationGraph With(CommunicationGraph? graph, Edge edge, VerificationOptions options)
    {
        End[] missing = [.. new[] { edge.Client, edge.Server }.Distinct().Where(end => graph is null || !(graph.Ends.Contains(end) || graph.Bystanders.Contains(end)))];
        if (graph is not null && missing.Length == 0 && graph.Edges.Contains(edge))
        {
            return graph;
        }

        return new CommunicationGraph
        {
            Ends = [.. (graph?.Ends ?? []).Concat(missing).Order(End.Order)],
            Bystanders = graph?.Bystanders ?? [],
            Edges = [.. graph?.Edges ?? [], edge],
            Window = graph?.Window ?? new ObservationWindow(),
            Accounting = graph?.Accounting ?? new Accounting(),
            HomeClusters = graph?.HomeClusters ?? [options.Evaluation.LocalCluster],
            IsMesh = graph?.IsMesh ?? false,
            CiliumVersion = graph?.CiliumVersion,
        };
    }
}
