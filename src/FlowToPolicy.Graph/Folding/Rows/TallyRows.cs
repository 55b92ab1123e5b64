namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>
/// Takes tallies apart into rows that are kept by themselves, and puts them together again: rows of several buckets or stores add up
/// like the tallies that they came from. Short, because they name what repeats by number (<see cref="RowDictionary"/>).
/// </summary>
public static class TallyRows
{
    /// <summary>The version of what is written, the first byte of each row. A reader refuses others.</summary>
    public const byte Version = 1;

    /// <summary>The keys of all rows of a tally, in a fixed order.</summary>
    public static IEnumerable<RowKey> Keys(GraphTally tally, RowDictionary dictionary)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(dictionary);
        IEnumerable<RowKey> keys =
        [
            .. tally.Edges.Keys.Select(edge => new RowKey(RowKind.Edge, Number(edge, dictionary))),
            .. tally.Unclear.Keys.Select(edge => new RowKey(RowKind.Unclear, Number(edge, dictionary))),
            .. tally.Pods.Keys.Select(end => new RowKey(RowKind.Pods, dictionary.Ends.NumberOf(end))),
            .. tally.Names.Clients.Select(end => new RowKey(RowKind.Names, dictionary.Ends.NumberOf(end))),
        ];
        keys = keys.OrderBy(key => key.Kind).ThenBy(key => key.Id);
        return [.. keys, .. tally.Identities.Count > 0 ? (RowKey[])[new(RowKind.Identities, 0)] : [], new(RowKind.Summary, 0)];
    }

    /// <summary>Writes one row of a tally. Throws <see cref="ArgumentException"/> when the tally has no such row.</summary>
    /// <param name="row">Takes the row; is cleared first.</param>
    /// <param name="tally">The tally.</param>
    /// <param name="key">Which row.</param>
    /// <param name="start">The start of the bucket in ticks UTC; the reader must give the same.</param>
    /// <param name="dictionary">The numbers; what they lack is added.</param>
    public static void Write(RowWriter row, GraphTally tally, RowKey key, long start, RowDictionary dictionary)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(dictionary);
        row.Clear();
        row.Byte(Version);
        switch (key.Kind)
        {
            case RowKind.Edge:
                EdgeRow.Write(row, tally.Edges[dictionary.Edge(key.Id)], start, dictionary);
                break;
            case RowKind.Unclear:
                UnclearRow.Write(row, tally.Unclear[dictionary.Edge(key.Id)], start, dictionary);
                break;
            case RowKind.Pods:
                KnowledgeRows.Write(row, tally.Pods[dictionary.End(key.Id)], dictionary);
                break;
            case RowKind.Names:
                KnowledgeRows.Write(row, tally.Names.Of(dictionary.End(key.Id))!, dictionary);
                break;
            case RowKind.Identities:
                KnowledgeRows.Write(row, tally.Identities, dictionary);
                break;
            case RowKind.Summary:
                SummaryRow.Write(row, tally, start, dictionary);
                break;
            default:
                throw new ArgumentException($"{key.Kind} is no kind of row.", nameof(key));
        }
    }

    /// <summary>Adds what a row says to a tally. Throws <see cref="RowException"/> when the row is damaged; the tally may then hold half of it.</summary>
    /// <param name="tally">What it is added to.</param>
    /// <param name="key">Which row it is.</param>
    /// <param name="bytes">The row.</param>
    /// <param name="start">The start of its bucket in ticks UTC.</param>
    /// <param name="dictionary">The numbers.</param>
    public static void AddTo(GraphTally tally, RowKey key, ReadOnlySpan<byte> bytes, long start, RowDictionary dictionary)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(dictionary);
        var row = new RowReader(bytes);
        CheckVersion(ref row);
        switch (key.Kind)
        {
            case RowKind.Edge:
                EdgeTally edge = EdgeRow.Read(ref row, start, dictionary);
                tally.Add(dictionary.Edge(key.Id), edge);
                break;
            case RowKind.Unclear:
                UnclearTally unclear = UnclearRow.Read(ref row, start, dictionary);
                tally.Add(dictionary.Edge(key.Id), unclear);
                break;
            case RowKind.Pods:
                PodKnowledge pods = KnowledgeRows.ReadPods(ref row, dictionary);
                tally.Add(dictionary.End(key.Id), pods);
                break;
            case RowKind.Names:
                KnowledgeRows.ReadNames(ref row, tally.Names, tally.Intern(dictionary.End(key.Id)), dictionary);
                break;
            case RowKind.Identities:
                KnowledgeRows.ReadIdentities(ref row, tally, dictionary);
                break;
            case RowKind.Summary:
                SummaryRow.AddTo(tally, ref row, start, dictionary);
                break;
            default:
                throw new RowException($"{(int)key.Kind} is no kind of row that this version knows");
        }

        row.End();
    }

    internal static void CheckVersion(ref RowReader row)
    {
        byte version = row.Byte();
        if (version != Version)
        {
            throw new RowException($"it is of version {version}, and this program reads version {Version}");
        }
    }

    private static int Number(RawEdge edge, RowDictionary dictionary)
    {
        dictionary.Ends.NumberOf(edge.Client);
        dictionary.Ends.NumberOf(edge.Server);
        return dictionary.Edges.NumberOf(edge);
    }
}
