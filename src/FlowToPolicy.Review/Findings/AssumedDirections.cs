using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Connections whose opening was not seen.</summary>
public sealed class AssumedDirections : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EdgeFinding.Of(
            "direction-assumed",
            Severity.Note,
            analysis.Graph.Edges.Where(e => e.Marks.HasFlag(EdgeMarks.DirectionAssumed)),
            "edges whose direction was concluded, not seen",
            "The log holds no first packet of these connections. Check that client and server are not the wrong way round.");
    }
}
