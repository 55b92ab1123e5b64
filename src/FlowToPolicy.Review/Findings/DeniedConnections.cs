using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Connections that no rule allowed, and that never came through.</summary>
public sealed class DeniedConnections : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EdgeFinding.Of(
            "denied",
            Severity.Note,
            analysis.Graph.Edges.Where(e => e.Outcome == EdgeOutcome.Denied || e.Addresses.Any(a => a.Outcome == EdgeOutcome.Denied)),
            "edges denied by policy, as a whole or for some addresses, and not admitted there",
            "If one of them is legitimate, admit what was denied with --include-denied and review the result.", "--verdict", "DROPPED");
    }
}
