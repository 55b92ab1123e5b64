namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>Sightings of which it is not yet clear who opened the connection, by their ports.</summary>
internal static class UnclearRow
{
    public static void Write(RowWriter row, UnclearTally tally, long start, RowDictionary dictionary)
    {
        row.Count(tally.Beyond);
        var forward = tally.Forward.ToList();
        row.Count(forward.Count);
        foreach ((ushort server, EdgeTally seen) in forward)
        {
            row.Count(server);
            EdgeRow.Write(row, seen, start, dictionary);
        }

        var backward = tally.Backward.ToList();
        row.Count(backward.Count);
        foreach ((ushort client, BackwardTally seen) in backward)
        {
            row.Count(client);
            row.Count(seen.Kept.Count());
            foreach ((ushort server, EdgeTally kept) in seen.Kept)
            {
                row.Count(server);
                EdgeRow.Write(row, kept, start, dictionary);
            }

            EdgeRow.Write(row, seen.Rest, start, dictionary);
        }

        row.Count(tally.Pairs.Count());
        foreach (((ushort client, ushort server), EdgeTally seen) in tally.Pairs)
        {
            row.Count(client);
            row.Count(server);
            EdgeRow.Write(row, seen, start, dictionary);
        }
    }

    public static UnclearTally Read(ref RowReader row, long start, RowDictionary dictionary)
    {
        const ushort ServerLike = PacketFacts.FirstEphemeralPort - 1, ClientLike = PacketFacts.FirstEphemeralPort;
        var tally = new UnclearTally();
        tally.AddBeyond(row.Count());
        for (int n = row.Length(ClientLike); n > 0; n--)
        {
            ushort server = Port(ref row);
            Put(tally, ClientLike, server, server <= ServerLike, EdgeRow.Read(ref row, start, dictionary));
        }

        for (int n = row.Length(ClientLike); n > 0; n--)
        {
            ushort client = Port(ref row);
            for (int kept = row.Length(BackwardTally.Limit); kept > 0; kept--)
            {
                ushort server = Port(ref row);
                Put(tally, client, server, client <= ServerLike && server >= ClientLike, EdgeRow.Read(ref row, start, dictionary));
            }

            EdgeTally rest = EdgeRow.Read(ref row, start, dictionary);
            (client <= ServerLike ? tally.BackwardOf(client) : throw Odd()).Rest.Merge(rest);
        }

        for (int n = row.Length(UnclearTally.PairLimit); n > 0; n--)
        {
            ushort client = Port(ref row), server = Port(ref row);
            Put(tally, client, server, client >= ClientLike == server >= ClientLike, EdgeRow.Read(ref row, start, dictionary));
        }

        return tally;
    }

    private static void Put(UnclearTally tally, ushort client, ushort server, bool fits, EdgeTally seen) =>
        (fits ? tally.Slot(client, server) ?? throw Odd() : throw Odd()).Merge(seen);

    private static ushort Port(ref RowReader row) => (ushort)row.Small(ushort.MaxValue);

    private static RowException Odd() => new("its ports do not belong where they stand");
}
