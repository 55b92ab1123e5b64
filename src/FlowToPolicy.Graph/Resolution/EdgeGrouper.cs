using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>What makes edges of the graph distinct. Ends of one graph are compared by reference.</summary>
internal readonly record struct EdgeKey(End Client, End Server, Protocol Protocol, ushort Port)
{
    /// <inheritdoc/>
    public bool Equals(EdgeKey other) =>
        ReferenceEquals(Client, other.Client) && ReferenceEquals(Server, other.Server) && Port == other.Port && Protocol == other.Protocol;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Client), RuntimeHelpers.GetHashCode(Server), ((int)Protocol << 16) | Port);
}

/// <summary>Adds raw edges up to edges between resolved ends, and places those whose direction had to be concluded.</summary>
internal sealed class EdgeGrouper(EndResolver ends)
{
    private readonly DirectionJudge _directions = new();

    /// <summary>The edges with all that was seen of them.</summary>
    public Dictionary<EdgeKey, EdgeGroup> Groups => _directions.Groups;

    /// <summary>Lines that turned out to be drops of replies.</summary>
    public long DroppedReplies { get; private set; }

    /// <summary>Lines of unclear direction beyond what is kept.</summary>
    public long TooManyUnclear { get; private set; }

    /// <summary>Groups a tally.</summary>
    public void Group(GraphTally tally)
    {
        Groups.EnsureCapacity(tally.Edges.Count);
        foreach ((RawEdge edge, EdgeTally seen) in tally.Edges)
        {
            ResolvedEnd client = ends[edge.Client], server = ends[edge.Server];
            Add(client, server, edge.Protocol, edge.Port, seen, isKnown: true, asReplies: false);
            if (tally.Unclear.Count > 0)
            {
                _directions.LearnServer(server.Server, edge.Protocol, edge.Port);
            }
        }

        foreach ((RawEdge edge, UnclearTally unclear) in tally.Unclear)
        {
            TooManyUnclear += unclear.Beyond;
            foreach ((ushort serverPort, EdgeTally seen) in unclear.Forward)
            {
                Place(edge, PacketFacts.FirstEphemeralPort, serverPort, seen);
            }

            foreach (((ushort clientPort, ushort serverPort), EdgeTally seen) in unclear.Pairs)
            {
                Place(edge, clientPort, serverPort, seen);
            }

            foreach ((ushort clientPort, BackwardTally seen) in unclear.Backward)
            {
                PlaceBackward(edge, clientPort, seen);
            }
        }
    }

    /// <summary>What adds up over many client-like ports follows those that are kept apart, when they agree.</summary>
    private void PlaceBackward(RawEdge edge, ushort clientPort, BackwardTally seen)
    {
        bool allReplies = true;
        foreach ((ushort serverPort, EdgeTally one) in seen.Kept)
        {
            allReplies &= AreReplies(edge, clientPort, serverPort);
            Place(edge, clientPort, serverPort, one);
        }

        if (seen.Rest.Lines == 0)
        {
            return;
        }

        if (allReplies)
        {
            AddAsReplies(edge, clientPort, seen.Rest);
        }
        else
        {
            TooManyUnclear += seen.Rest.Lines;
        }
    }

    private bool AreReplies(RawEdge edge, ushort clientPort, ushort serverPort) =>
        _directions.AreReplies(ends[edge.Client].Client, clientPort, ends[edge.Server].Server, serverPort, edge.Protocol);

    private void Place(RawEdge edge, ushort clientPort, ushort serverPort, EdgeTally seen)
    {
        if (AreReplies(edge, clientPort, serverPort))
        {
            AddAsReplies(edge, clientPort, seen);
        }
        else
        {
            Add(ends[edge.Client], ends[edge.Server], edge.Protocol, serverPort, seen, isKnown: false, asReplies: false);
        }
    }

    private void AddAsReplies(RawEdge edge, ushort serverPort, EdgeTally seen)
    {
        if (serverPort == 0 || !SaysSomethingAsReplies(seen))
        {
            DroppedReplies += seen.Lines;
        }
        else
        {
            Add(ends[edge.Server], ends[edge.Client], edge.Protocol, serverPort, seen, isKnown: false, asReplies: true);
        }
    }

    private static bool SaysSomethingAsReplies(EdgeTally seen)
    {
        SightingCounts counts = seen.Counts.AsReplies();
        return counts.Both(Sighting.Reply) + counts.Both(Sighting.Ongoing) > 0;
    }

    private void Add(ResolvedEnd client, ResolvedEnd server, Protocol protocol, ushort port, EdgeTally seen, bool isKnown, bool asReplies) =>
        CollectionsMarshal.GetValueRefOrAddDefault(Groups, new EdgeKey(client.Client, server.Server, protocol, port), out _)
            .Add(seen, isKnown, asReplies, client.ClientLabels, server.ServerLabels);
}
