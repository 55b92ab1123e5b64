using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Connections that failed for reasons other than policy.</summary>
public sealed class FailedConnections : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EdgeFinding.Of(
            "failed",
            Severity.Note,
            analysis.Graph.Edges.Where(e => e.Outcome == EdgeOutcome.Failed),
            "edges that never came through, for reasons other than policy",
            "They are not admitted. Look at the drop reason: this is a fault of the network or of the workload.", "--verdict", "DROPPED");
    }
}
