namespace FlowToPolicy.Review.Findings;

/// <summary>Workloads that labels cannot tell apart.</summary>
public sealed class SharedSelectors : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var shared = analysis.Proposal.Shared;
        return shared.Count == 0 ? null : new Finding
        {
            Name = "shared-selector",
            Severity = Severity.Warning,
            Count = shared.Count,
            What = "groups of workloads that labels cannot tell apart",
            Advice = "Each group shares one policy and is admitted together wherever one of it is. Give the pods a label that differs.",
            Examples = [.. shared.Take(Finding.MaxExamples)
                .Select(s => new FindingExample($"{string.Join(", ", s.Workloads.Select(w => w.Name))}: {s.Selector}", null))],
        };
    }
}
