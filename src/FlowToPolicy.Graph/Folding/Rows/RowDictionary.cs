namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>
/// What rows name by number: texts, ends and edges. Whoever keeps rows keeps this too: what is new after rows were written
/// (<see cref="NumberedValues{T}.TakeNew"/>) belongs into the same transaction.
/// </summary>
public sealed class RowDictionary
{
    private readonly RowWriter _writer = new();

    /// <summary>Names of nodes, pods, labels, DNS names and the like.</summary>
    public NumberedValues<string> Texts { get; } = new();

    /// <summary>Ends.</summary>
    public NumberedValues<RawEnd> Ends { get; } = new();

    /// <summary>Edges, and pairs of ends of unclear sightings (with port 0).</summary>
    public NumberedValues<RawEdge> Edges { get; } = new();

    /// <summary>An end as a row. Its texts get numbers.</summary>
    public byte[] Write(RawEnd end)
    {
        _writer.Clear();
        EndRow.Write(_writer, end, this);
        return _writer.Written.ToArray();
    }

    /// <summary>Reads a row of an end. Throws <see cref="RowException"/>.</summary>
    public RawEnd ReadEnd(ReadOnlySpan<byte> row)
    {
        var reader = new RowReader(row);
        RawEnd end = EndRow.Read(ref reader, this);
        reader.End();
        return end;
    }

    internal string Text(int number) => Texts.TryGet(number, out string? text) ? text : throw new RowException($"it names text {number}, which there is not");

    internal RawEnd End(int number) => Ends.TryGet(number, out RawEnd? end) ? end : throw new RowException($"it names end {number}, which there is not");

    internal RawEdge Edge(int number) => Edges.TryGet(number, out RawEdge edge) ? edge : throw new RowException($"it names edge {number}, which there is not");
}
