using FlowToPolicy.Flows;

namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// Adds up two tallies of the same time that partly saw the same flows: those of nodes that both read. Nothing is lost and no flow counts
/// twice. Edges that no common node reported add up as always. Of an edge that one did, single flows are told apart while few enough are
/// kept by id; else each count becomes the larger of the two, which is exact when one side saw all that the other saw, and too small by
/// at most the smaller of the two counts.
/// </summary>
/// <param name="common">The nodes that both read.</param>
public sealed class OverlapMerge(IReadOnlySet<string> common)
{
    /// <summary>How many edges of common nodes there were.</summary>
    public long Edges { get; private set; }

    /// <summary>How many lines were left out, because the other side is taken to hold them too.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Adds <paramref name="other"/> to <paramref name="sum"/>.</summary>
    public void Merge(GraphTally sum, GraphTally other)
    {
        ArgumentNullException.ThrowIfNull(sum);
        ArgumentNullException.ThrowIfNull(other);
        var rest = new GraphTally();
        rest.Merge(other);
        long before = LeftOut;
        LeaveOutCounts(rest, sum);
        foreach ((RawEdge edge, EdgeTally seen) in other.Edges)
        {
            if (sum.Edges.TryGetValue(edge, out EdgeTally? mine) && Merge(mine, seen))
            {
                rest.Edges.Remove(edge);
            }
        }

        foreach ((RawEdge edge, UnclearTally seen) in other.Unclear)
        {
            if (sum.Unclear.TryGetValue(edge, out UnclearTally? mine))
            {
                Merge(mine, seen);
                rest.Unclear.Remove(edge);
            }
        }

        // So that the lines of edges and reasons still add up to the lines read.
        rest.Read = Math.Max(0, other.Read - (LeftOut - before));
        sum.Merge(rest);
    }

    private void LeaveOutCounts(GraphTally rest, GraphTally sum)
    {
        for (NoEdge reason = NoEdge.None; reason <= NoEdge.TooManyUnclear; reason++)
        {
            long both = Math.Min(rest.WithoutEdge[(int)reason], sum.WithoutEdge[(int)reason]);
            rest.Count(reason, -both);
            LeftOut += both;
        }

        for (int reason = 0; reason < rest.Skipped.Length; reason++)
        {
            long both = Math.Min(rest.Skipped[reason], sum.Skipped[reason]);
            rest.Count((SkipReason)reason, -both);
            LeftOut += both;
        }

        foreach (LostEventSource source in rest.Lost.Keys.ToArray())
        {
            rest.Lost[source] = Math.Max(0, rest.Lost[source] - sum.Lost.GetValueOrDefault(source));
        }
    }

    private void Merge(UnclearTally sum, UnclearTally other)
    {
        LeftOut += Math.Min(sum.Beyond, other.Beyond);
        sum.AddBeyond(Math.Max(0, other.Beyond - sum.Beyond));
        foreach ((ushort server, EdgeTally seen) in other.Forward)
        {
            Put(sum.Slot(PacketFacts.FirstEphemeralPort, server)!, seen);
        }

        foreach ((ushort client, BackwardTally seen) in other.Backward)
        {
            BackwardTally mine = sum.BackwardOf(client);
            foreach ((ushort server, EdgeTally kept) in seen.Kept)
            {
                Put(mine.Slot(server), kept);
            }

            Put(mine.Rest, seen.Rest);
        }

        foreach (((ushort client, ushort server), EdgeTally seen) in other.Pairs)
        {
            if (sum.Slot(client, server) is { } mine)
            {
                Put(mine, seen);
            }
            else
            {
                sum.AddBeyond(seen.Lines);
            }
        }
    }

    private void Put(EdgeTally sum, EdgeTally other)
    {
        if (!Merge(sum, other))
        {
            sum.Merge(other);
        }
    }

    /// <summary>Takes the edge in when both sides may hold the same flows; false when it only has to be added.</summary>
    private bool Merge(EdgeTally sum, EdgeTally other)
    {
        if (!HasCommon(sum) || !HasCommon(other) || AreKnownToDiffer(sum, other))
        {
            return false;
        }

        Edges++;
        LeftOut += Math.Min(sum.Lines, other.Lines);
        sum.MergeLarger(other);
        return true;
    }

    private bool HasCommon(EdgeTally tally)
    {
        foreach (string node in tally.Nodes.Values)
        {
            if (common.Contains(node))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether every flow of both is kept by its id, and none is in both.</summary>
    private static bool AreKnownToDiffer(EdgeTally one, EdgeTally two) =>
        one.Lines == one.Samples.Count && two.Lines == two.Samples.Count && !one.Samples.Overflowed && !two.Samples.Overflowed
        && one.Samples.Values.IndexOfAny(two.Samples.Values) < 0;
}
