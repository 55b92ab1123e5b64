using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>The shape that most findings about edges share.</summary>
internal static class EdgeFinding
{
    /// <summary>The finding about all <paramref name="edges"/>, or null when there is none; those with the most connections come first.</summary>
    public static Finding? Of(string name, Severity severity, IEnumerable<Edge> edges, string what, string advice, params IReadOnlyList<string> filters)
    {
        Edge[] all = [.. edges];
        return all.Length == 0 ? null : new Finding
        {
            Name = name,
            Severity = severity,
            Count = all.Length,
            What = what,
            Advice = advice,
            Examples = [.. all.OrderByDescending(e => e.Evidence.Connections)
                .Take(Finding.MaxExamples)
                .Select(e => new FindingExample(EdgeText.Describe(e), HubbleCommand.For(e, filters)))],
        };
    }
}
