using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Connections with an end that nobody could name.</summary>
public sealed class UnknownEnds : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EdgeFinding.Of(
            "unknown-end",
            Severity.Serious,
            analysis.Graph.Edges.Where(e => e.LetThrough && (e.Client.Kind is EndKind.Unknown or EndKind.Unmanaged || e.Server.Kind is EndKind.Unknown or EndKind.Unmanaged)),
            "edges with an end that Cilium did not know",
            "No rule can name such an end. Record again when the agents have settled, or restart pods that were started before Cilium.");
    }
}
