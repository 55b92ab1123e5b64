using FlowToPolicy.Flows;

namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>What a tally says of the whole: times, counts of lines, nodes and clusters, what was lost and who could not be read.</summary>
internal static class SummaryRow
{
    private const int HomeClusterLimit = GraphTally.HomeClusterLimit;

    public static void Write(RowWriter row, GraphTally tally, long start, RowDictionary dictionary)
    {
        row.Count(tally.Read);
        Write(row, tally.WithoutEdge);
        Write(row, tally.Skipped);
        row.Byte(tally.First == 0 ? (byte)0 : (byte)1);
        if (tally.First != 0)
        {
            row.Signed(tally.First - start);
            row.Count(tally.Last - tally.First);
        }

        row.Count(tally.CiliumVersion is null ? 0 : tally.CiliumVersion.Major + 1L);
        row.Count(tally.CiliumVersion?.Minor ?? 0);
        SetRows.Write(row, tally.Nodes, dictionary);
        SetRows.Write(row, tally.HomeClusters, dictionary);
        row.Count(tally.Lost.Count);
        foreach ((LostEventSource source, long events) in tally.Lost)
        {
            row.Byte((byte)source);
            row.Count(events);
        }

        row.Count(tally.UnreadNodes.Count);
        foreach ((string node, string message) in tally.UnreadNodes)
        {
            row.Count(dictionary.Texts.NumberOf(node));
            row.Count(dictionary.Texts.NumberOf(message));
        }
    }

    public static void AddTo(GraphTally tally, ref RowReader row, long start, RowDictionary dictionary)
    {
        var read = new GraphTally { Read = row.Count() };
        for (int n = row.Length(read.WithoutEdge.Length), i = 0; i < n; i++)
        {
            read.Count((NoEdge)i, row.Count());
        }

        for (int n = row.Length(read.Skipped.Length), i = 0; i < n; i++)
        {
            read.Count((SkipReason)i, row.Count());
        }

        Times(ref row, read, start);
        int major = row.Small(1 << 20), minor = row.Small(1 << 20);
        if (major > 0)
        {
            read.LearnVersion(new Version(major - 1, minor));
        }

        SetRows.Read(ref row, read.Nodes, GraphTally.NodeLimit, dictionary);
        SetRows.Read(ref row, read.HomeClusters, HomeClusterLimit, dictionary);
        for (int n = row.Length(byte.MaxValue); n > 0; n--)
        {
            byte source = row.Byte();
            read.Lost[(LostEventSource)source] = read.Lost.GetValueOrDefault((LostEventSource)source) + row.Count();
        }

        for (int n = row.Length(GraphTally.NodeLimit); n > 0; n--)
        {
            string node = dictionary.Text(row.Id()), message = dictionary.Text(row.Id());
            read.Learn(new NodeStatus(NodeState.Error, [node], message));
        }

        tally.Merge(read);
    }

    private static void Write(RowWriter row, ReadOnlySpan<long> counts)
    {
        row.Count(counts.Length);
        foreach (long count in counts)
        {
            row.Count(count);
        }
    }

    private static void Times(ref RowReader row, GraphTally read, long start)
    {
        if (row.Byte() == 0)
        {
            return;
        }

        Int128 first = (Int128)start + row.Signed(), last = first + row.Number();
        if (first <= 0 || last > DateTime.MaxValue.Ticks)
        {
            throw new RowException("a time is out of its range");
        }

        read.Cover((long)first);
        read.Cover((long)last);
    }
}
