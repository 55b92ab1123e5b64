using FlowToPolicy.Graph.Aggregates;
using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Importing;

/// <summary>What is known of a recording, as rows of the exchange format and back (docs/store-format.md).</summary>
public static class RecordingRows
{
    /// <summary>The rows, in a stable order: by kind, node and time.</summary>
    internal static IEnumerable<RecordingRow> Of(RecordedBatch facts) =>
    [
        .. facts.Spans.Select(span => new RecordingRow(RecordingRowKind.Recorded, span.Node) { First = span.From, Last = span.To }),
        .. facts.Losses.Select(loss => new RecordingRow(RecordingRowKind.Lost, loss.Node)
        {
            First = loss.Hour * TimeSpan.TicksPerHour, Source = AggregateFormat.Snake(loss.Source.ToString()), Count = loss.Events,
        }),
        .. facts.Seen.Select(seen => new RecordingRow(RecordingRowKind.Received, seen.Node) { First = seen.Hour * TimeSpan.TicksPerHour, Count = seen.Received, Seen = seen.Seen }),
        .. facts.Restarts.Select(restart => new RecordingRow(RecordingRowKind.Restart, restart.Node) { First = restart.Time }),
        .. facts.Marks.Select(mark => new RecordingRow(RecordingRowKind.Mark, mark.Node) { Last = mark.LastTime, Keys = mark.Overlap }),
    ];

    /// <summary>What rows say; a source of losses that this program does not know counts as one that is not said.</summary>
    public static RecordedBatch Read(IReadOnlyList<RecordingRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ILookup<RecordingRowKind, RecordingRow> kinds = rows.ToLookup(row => row.Kind);
        return new RecordedBatch
        {
            Spans = [.. kinds[RecordingRowKind.Recorded].Select(row => new RecordedSpan(row.Node, row.First, row.Last))],
            Losses = [.. kinds[RecordingRowKind.Lost].Select(row => new LossCount(row.Node, row.First / TimeSpan.TicksPerHour, SourceOf(row.Source), row.Count))],
            Seen = [.. kinds[RecordingRowKind.Received].Select(row => new SeenCount(row.Node, row.First / TimeSpan.TicksPerHour, row.Count, row.Seen))],
            Restarts = [.. kinds[RecordingRowKind.Restart].Select(row => new NodeRestart(row.Node, row.First)).Distinct()],
            Marks = [.. kinds[RecordingRowKind.Mark].GroupBy(row => row.Node, StringComparer.Ordinal).Select(node => node.MaxBy(row => row.Last)!).Select(row => new NodeMark(row.Node, row.Last, row.Keys))],
        };
    }

    private static LossSource SourceOf(string name) =>
        Enum.GetValues<LossSource>().FirstOrDefault(source => AggregateFormat.Snake(source.ToString()) == name);
}
