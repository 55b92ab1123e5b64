using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>All raw sightings that belong to one edge of the graph.</summary>
internal sealed class EdgeGroup
{
    private bool _ownsTally;

    /// <summary>Their sum. Nearly every edge has one tally only, which is then the very one that was folded: it must not be changed.</summary>
    public EdgeTally Tally { get; private set; } = null!;

    /// <summary>Label sets of the client on this edge, sorted.</summary>
    public IReadOnlyList<LabelSet> ClientLabels { get; private set; } = [];

    /// <summary>Label sets of the server on this edge, sorted.</summary>
    public IReadOnlyList<LabelSet> ServerLabels { get; private set; } = [];

    /// <summary>Whether everything about its direction was concluded.</summary>
    public bool DirectionAssumed { get; set; } = true;

    /// <summary>Adds sightings.</summary>
    /// <param name="seen">What was seen.</param>
    /// <param name="asReplies">Whether the packets turned out to be replies.</param>
    /// <param name="clientLabels">Label sets of the client, sorted.</param>
    /// <param name="serverLabels">Label sets of the server, sorted.</param>
    public void Add(EdgeTally seen, bool asReplies, IReadOnlyList<LabelSet> clientLabels, IReadOnlyList<LabelSet> serverLabels)
    {
        bool isFirst = Tally is null;
        ClientLabels = isFirst ? clientLabels : Union(ClientLabels, clientLabels);
        ServerLabels = isFirst ? serverLabels : Union(ServerLabels, serverLabels);
        if (isFirst && !asReplies)
        {
            Tally = seen;
            return;
        }

        if (!_ownsTally)
        {
            var sum = new EdgeTally();
            if (!isFirst)
            {
                sum.Merge(Tally!);
            }

            (Tally, _ownsTally) = (sum, true);
        }

        Tally!.Merge(seen, asReplies);
    }

    private static IReadOnlyList<LabelSet> Union(IReadOnlyList<LabelSet> known, IReadOnlyList<LabelSet> more) =>
        ReferenceEquals(known, more) ? known : [.. known.Union(more).Order()];
}
