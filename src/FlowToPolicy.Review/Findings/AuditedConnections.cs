using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Connections that only audit mode let through.</summary>
public sealed class AuditedConnections : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EdgeFinding.Of(
            "audited",
            Severity.Warning,
            analysis.Graph.Edges.Where(e => e.Outcome == EdgeOutcome.Audited),
            "edges let through only because of audit mode",
            "The policies in force would have denied them. They are admitted and marked; leave them out with --audited deny.", "--verdict", "AUDIT");
    }
}
