using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Workloads of which no flow gives labels, so that no policy can select them.</summary>
public sealed class UnlabelledEnds : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EndFinding.Of(
            "unlabelled",
            Severity.Serious,
            analysis.Graph.Ends.Where(e => e.Kind == EndKind.Workload && !e.LabelsKnown),
            "workloads without labels",
            "Policies select by labels, so these get none and no peer can admit them. Export flows with the labels (no field mask without them, no aggregation).");
    }
}
