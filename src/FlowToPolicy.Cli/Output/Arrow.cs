using FlowToPolicy.Graph;
using FlowToPolicy.Review.Findings;

namespace FlowToPolicy.Cli.Output;

/// <summary>All edges from one end to another that share a fate, drawn as one line.</summary>
/// <param name="Client">Where it begins.</param>
/// <param name="Server">Where it points.</param>
/// <param name="LetThrough">Whether its connections came through.</param>
/// <param name="Ports">Its protocols and ports, separated by commas.</param>
internal sealed record Arrow(End Client, End Server, bool LetThrough, string Ports)
{
    /// <summary>The arrows of a graph, in the order of its edges.</summary>
    public static IEnumerable<Arrow> Of(CommunicationGraph graph) => graph.Edges
        .GroupBy(e => (e.Client, e.Server, e.LetThrough))
        .Select(g => new Arrow(g.Key.Client, g.Key.Server, g.Key.LetThrough, string.Join(", ", g.Select(EdgeText.Port))));
}
