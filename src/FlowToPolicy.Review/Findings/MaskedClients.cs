using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Clients behind masquerading, a NodePort or a load balancer.</summary>
public sealed class MaskedClients : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EdgeFinding.Of(
            "masked-client",
            Severity.Warning,
            analysis.Graph.Edges.Where(e => e.LetThrough && e.Marks.HasFlag(EdgeMarks.MaybeMasked)),
            "edges whose client may have had its address translated",
            "A node or the world may stand for a pod or an outside client here. They are admitted as seen; trace one connection before you enforce.");
    }
}
