using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Connections that no rule allowed and that never came through; for peers outside the cluster judged by address.</summary>
public sealed class DeniedConnections : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        Edge[] denied = [.. analysis.Graph.Edges.Where(e => e.Outcome == EdgeOutcome.Denied || e.Addresses.Any(a => a.Outcome == EdgeOutcome.Denied))];
        return denied.Length == 0 ? null : new Finding
        {
            Name = "denied",
            Severity = Severity.Note,
            Count = denied.Length,
            What = "edges denied by policy, as a whole or for some addresses, and not admitted there",
            Advice = "If one of them is legitimate, admit what was denied with --include-denied and review the result.",
            Examples = [.. denied.OrderByDescending(e => e.Evidence.Sightings.Denied).Take(Finding.MaxExamples).Select(Example)],
        };
    }

    private static FindingExample Example(Edge edge)
    {
        IReadOnlyList<EdgeAddress> addresses = edge.LetThrough ? [.. edge.Addresses.Where(a => a.Outcome == EdgeOutcome.Denied)] : edge.Addresses;
        return new FindingExample(EdgeText.Describe(edge), HubbleCommand.For(edge, addresses, "--verdict", "DROPPED"));
    }
}
