using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Connections that an explicit deny rule of the cluster hit.</summary>
public sealed class ExplicitDenials : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EdgeFinding.Of(
            "explicitly-denied",
            Severity.Warning,
            analysis.Graph.Edges.Where(e => e.Outcome == EdgeOutcome.ExplicitlyDenied || e.Marks.HasFlag(EdgeMarks.ExplicitDenySeen)),
            "edges that met an explicit deny rule",
            "Somebody forbade them on purpose. A deny rule outranks every rule that allows, so the proposal cannot open them.", "--drop-reason-desc", "POLICY_DENY");
    }
}
