using FlowToPolicy.Graph;

namespace FlowToPolicy.Synthesis.Comments;

/// <summary>What an edge adds to the evidence of a port.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Outcome">What became of the part of it that the rule is for.</param>
/// <param name="Connections">The connections of that part.</param>
internal readonly record struct EvidencePart(Edge Edge, EdgeOutcome Outcome, long Connections)
{
    /// <summary>An edge as a whole.</summary>
    public static EvidencePart Whole(Edge edge) => new(edge, edge.Outcome, edge.Evidence.Connections);
}
