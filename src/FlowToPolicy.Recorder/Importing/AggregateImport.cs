using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Aggregates;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Recorder.Importing;

/// <summary>Takes a file of sums into a store, by the same rules as a log: the same content counts once, of a grown file the tail is added.</summary>
internal static class AggregateImport
{
    public static ImportedFile Run(WindowStore store, string path, ContentScan scan, bool isStrict, CancellationToken stop)
    {
        long from = scan.Known?.Bytes ?? 0, to = scan.Whole.Bytes;
        var reader = new AggregateReader();
        IReadOnlyList<string> problems;
        using (var slice = new ContentSlice(ContentSlice.Open(path), from, to))
        {
            problems = AggregateFile.Read(slice, path, reader, isStrict, stop);
        }

        stop.ThrowIfCancellationRequested();
        var buckets = reader.Buckets().ToDictionary(pair => new Bucket(pair.Key.Start / TimeSpan.TicksPerHour, pair.Key.Hours), pair => pair.Value);
        if (reader.Refused > 0 && buckets.Count > 0)
        {
            GraphTally first = buckets.MinBy(pair => pair.Key.Hour).Value;
            first.Read += reader.Refused;
            first.Count(SkipReason.Damaged, reader.Refused);
        }

        NodeTimes[] nodes =
        [
            .. buckets.Values.SelectMany(tally => tally.Nodes.Values.ToArray().Select(node => new NodeTimes(node, tally.First, tally.Last)))
                .GroupBy(times => times.Node, StringComparer.Ordinal)
                .Select(node => new NodeTimes(node.Key, node.Min(times => times.First), node.Max(times => times.Last)))
                .OrderBy(times => times.Node, StringComparer.Ordinal),
        ];
        IReadOnlyList<NodeTimes> overlaps = store.OverlapsWith(nodes);
        store.TakeIn(buckets, scan.Whole, nodes, RecordingRows.Read(reader.Recording), reader.Selection);
        return new ImportedFile(path, buckets.Values.Sum(tally => tally.Read), from, to - from) { Warnings = [.. problems, .. LogImport.Overlap(path, overlaps)] };
    }
}
