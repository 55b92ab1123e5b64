using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Connections that were let through and never answered.</summary>
public sealed class UnansweredConnections : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EdgeFinding.Of(
            "unanswered",
            Severity.Warning,
            analysis.Graph.Edges.Where(e => e.LetThrough && e.Marks.HasFlag(EdgeMarks.Unanswered)),
            "edges let through of which no reply was ever seen",
            "Nobody may be listening there, or replies are not in the log. Check before you keep the rule.");
    }
}
