using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>All raw sightings that belong to one edge of the graph. To be changed in its place in a table only; the default value has none.</summary>
internal struct EdgeGroup
{
    private bool _ownsTally;

    /// <summary>Their sum. Nearly every edge has one tally only, which is then the very one that was folded: it must not be changed.</summary>
    public EdgeTally Tally { readonly get; private set; }

    /// <summary>Label sets of the client on this edge, sorted.</summary>
    public IReadOnlyList<LabelSet> ClientLabels { readonly get; private set; }

    /// <summary>Label sets of the server on this edge, sorted.</summary>
    public IReadOnlyList<LabelSet> ServerLabels { readonly get; private set; }

    /// <summary>Whether anything about its direction was seen, and not concluded.</summary>
    public bool DirectionKnown { readonly get; private set; }

    /// <summary>Adds sightings.</summary>
    /// <param name="seen">What was seen.</param>
    /// <param name="isKnown">Whether it was seen who opened the connection.</param>
    /// <param name="asReplies">Whether the packets turned out to be replies.</param>
    /// <param name="clientLabels">Label sets of the client, sorted.</param>
    /// <param name="serverLabels">Label sets of the server, sorted.</param>
    public void Add(EdgeTally seen, bool isKnown, bool asReplies, IReadOnlyList<LabelSet> clientLabels, IReadOnlyList<LabelSet> serverLabels)
    {
        bool isFirst = Tally is null;
        DirectionKnown |= isKnown;
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
