using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Nodes that the relay could not read from.</summary>
public sealed class UnreadNodes : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        IReadOnlyList<KeyValuePair<string, string>> nodes = analysis.Graph.Window.UnreadNodes;
        return nodes.Count == 0 ? null : new Finding
        {
            Name = "unread-nodes",
            Severity = Severity.Serious,
            Count = nodes.Count,
            What = "nodes that could not be read",
            Advice = "Their pods are missing here as clients and as servers. Read again when 'hubble list nodes' shows them connected.",
            Examples = [.. nodes.Take(Finding.MaxExamples)
                .Select(n => new FindingExample(n.Value.Length == 0 ? n.Key : $"{n.Key}: {n.Value}", null))],
        };
    }
}
