using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;

namespace FlowToPolicy.Tests.Graph.Folding;

/// <summary>A tally taken apart, with a dictionary that was itself written down and read again.</summary>
internal sealed class KeptRows
{
    public Dictionary<RowKey, byte[]> Rows { get; } = [];

    public RowDictionary Dictionary { get; private init; } = new();

    public long Start { get; private init; }

    public static KeptRows Of(GraphTally tally, long start, RowDictionary? dictionary = null)
    {
        var kept = new KeptRows { Start = start, Dictionary = dictionary ?? new() };
        var writer = new RowWriter();
        foreach (RowKey key in TallyRows.Keys(tally, kept.Dictionary))
        {
            TallyRows.Write(writer, tally, key, start, kept.Dictionary);
            kept.Rows.Add(key, writer.Written.ToArray());
        }

        return kept;
    }

    public GraphTally Read(RowDictionary? dictionary = null)
    {
        var tally = new GraphTally();
        foreach ((RowKey key, byte[] row) in Rows)
        {
            TallyRows.AddTo(tally, key, row, Start, dictionary ?? Dictionary);
        }

        return tally;
    }

    /// <summary>The dictionary as somebody who kept it would read it.</summary>
    public static RowDictionary Again(RowDictionary dictionary)
    {
        KeyValuePair<int, (byte[] Row, RawEnd End)>[] ends = [.. dictionary.Ends.TakeNew().Select(pair => KeyValuePair.Create(pair.Key, (dictionary.Write(pair.Value), pair.Value)))];
        var again = new RowDictionary();
        foreach ((int number, string text) in dictionary.Texts.TakeNew())
        {
            again.Texts.Restore(number, text);
        }

        foreach ((int number, (byte[] row, RawEnd _)) in ends)
        {
            again.Ends.Restore(number, again.ReadEnd(row));
        }

        foreach ((int number, RawEdge edge) in dictionary.Edges.TakeNew())
        {
            again.Edges.Restore(number, edge);
        }

        return again;
    }
}
