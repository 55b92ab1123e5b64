using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>All raw sightings that belong to one edge of the graph.</summary>
internal sealed class EdgeGroup
{
    /// <summary>Their sum.</summary>
    public EdgeTally Tally { get; } = new();

    /// <summary>Label sets of the client on this edge.</summary>
    public HashSet<LabelSet> ClientLabels { get; } = [];

    /// <summary>Label sets of the server on this edge.</summary>
    public HashSet<LabelSet> ServerLabels { get; } = [];

    /// <summary>Whether everything about its direction was concluded.</summary>
    public bool DirectionAssumed { get; set; } = true;
}
