using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Connections that came through at one time and were denied at another.</summary>
public sealed class PartlyDeniedConnections : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EdgeFinding.Of(
            "partly-denied",
            Severity.Warning,
            analysis.Graph.Edges.Where(e => e.LetThrough && e.Marks.HasFlag(EdgeMarks.PartlyDenied)),
            "edges let through at one time and denied at another",
            "A policy changed within the window, or holds for some of the pods only; see which of the two is meant.", "--verdict", "DROPPED");
    }
}
