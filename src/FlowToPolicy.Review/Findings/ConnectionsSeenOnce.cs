using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Connections that were seen once in the whole window.</summary>
public sealed class ConnectionsSeenOnce : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EdgeFinding.Of(
            "seen-once",
            Severity.Note,
            analysis.Graph.Edges.Where(e => e.LetThrough && e.Marks.HasFlag(EdgeMarks.SeenOnce) && !e.Marks.HasFlag(EdgeMarks.LocalHost)),
            "edges that rest on a single connection",
            "Ask the owner: a rare job needs its rule, a test by hand does not.");
    }
}
