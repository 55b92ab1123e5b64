using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Workloads whose name was concluded from the names of their pods.</summary>
public sealed class GuessedNames : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return EndFinding.Of(
            "guessed-name",
            Severity.Note,
            analysis.Graph.Ends.Where(e => e.Kind == EndKind.Workload && e.NameIsGuessed),
            "workloads whose name was guessed from their pods",
            "No flow names the workload. The policies select by labels and are not wrong for it, but files and names may differ from yours.");
    }
}
