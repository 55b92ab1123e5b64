using System.Runtime.CompilerServices;

namespace FlowToPolicy.Graph.Folding;

/// <summary>How often what was seen at which side. Adds up in any order.</summary>
public struct SightingCounts
{
    /// <summary>How many kinds of sightings there are.</summary>
    internal const int Kinds = (int)Sighting.OtherDrop + 1;

    private Counters _counters;

    /// <summary>The count of one kind at one side.</summary>
    public readonly long this[Side side, Sighting kind] => _counters[((int)side * Kinds) + (int)kind];

    /// <summary>Counts a sighting.</summary>
    public void Add(Side side, Sighting kind, long times) => _counters[((int)side * Kinds) + (int)kind] += times;

    /// <summary>Adds the counts of another.</summary>
    public void Add(in SightingCounts other)
    {
        for (int i = 0; i < Kinds * 2; i++)
        {
            _counters[i] += other._counters[i];
        }
    }

    /// <summary>Leaves of each count what goes beyond another's.</summary>
    internal void Reduce(in SightingCounts other)
    {
        for (int i = 0; i < Kinds * 2; i++)
        {
            _counters[i] = Math.Max(0, _counters[i] - other._counters[i]);
        }
    }

    /// <summary>One kind at both sides together.</summary>
    public readonly long Both(Sighting kind) => this[Side.Client, kind] + this[Side.Server, kind];

    /// <summary>
    /// The same sightings when the packets turn out to be replies: what was seen leaving the "client" left the server, as a reply.
    /// Drops of replies say nothing about the connection and are left out.
    /// </summary>
    public readonly SightingCounts AsReplies()
    {
        var replies = new SightingCounts();
        foreach (Sighting kind in (ReadOnlySpan<Sighting>)[Sighting.New, Sighting.Ongoing, Sighting.Verdict, Sighting.Audit, Sighting.AuditedDeny, Sighting.Aggregate])
        {
            replies.Add(Side.Server, Sighting.Reply, this[Side.Client, kind]);
            replies.Add(Side.Client, Sighting.Reply, this[Side.Server, kind]);
        }

        // Replies to what was taken for a request are the real requests.
        replies.Add(Side.Server, Sighting.Ongoing, this[Side.Client, Sighting.Reply]);
        replies.Add(Side.Client, Sighting.Ongoing, this[Side.Server, Sighting.Reply]);
        return replies;
    }

    [InlineArray(Kinds * 2)]
    private struct Counters
    {
        private long _first;
    }
}
