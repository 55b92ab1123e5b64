using System.Globalization;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Recorder.Importing;

/// <summary>
/// Takes files of flows, or of sums of flows, into a store. The same content counts once, whatever the file is called and whether it is zipped; of a file that
/// has grown the tail is added. Any other overlap is said: of flows that were added up it is not known any more which they were.
/// </summary>
public static class LogImport
{
    /// <summary>Takes one file in, in one transaction.</summary>
    /// <param name="store">A store that was opened to record.</param>
    /// <param name="path">The file.</param>
    /// <param name="isStrict">Whether a damaged line is an error.</param>
    /// <param name="stop">Ends the reading; nothing of the file is taken in then.</param>
    /// <exception cref="InputException">The file cannot be used.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public static ImportedFile Run(WindowStore store, string path, bool isStrict, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ContentScan scan = Scan(path, store.Imports());
        long from = scan.Known?.Bytes ?? 0, to = scan.Whole.Bytes;
        if (from == to && from > 0)
        {
            return new ImportedFile(path, 0, from, 0);
        }

        if (AggregateFile.Is(path))
        {
            return AggregateImport.Run(store, path, scan, isStrict, stop);
        }

        var fold = new HourFold();
        var source = new LogSource(["-"], () => new ContentSlice(ContentSlice.Open(path), from, to), new LogOptions(FlowFilter.Everything, isStrict), new EndpointTable());
        try
        {
            source.Read(fold, stop);
        }
        catch (InputException cause) when (from == 0 || isStrict)
        {
            throw new InputException(cause.Message.Replace("standard input", path, StringComparison.Ordinal), cause);
        }
        catch (InputException)
        {
            // A tail without a flow is no wrong file; its lines count.
        }

        stop.ThrowIfCancellationRequested();
        IReadOnlyList<NodeTimes> overlaps = store.OverlapsWith(fold.Nodes);
        Dictionary<Bucket, GraphTally> hours = fold.Take();

        // A log does not say that it is only of a part, and a store of a part says of all others that nothing is known.
        store.TakeIn(hours, scan.Whole, fold.Nodes, new RecordedBatch(), selection: "");
        return new ImportedFile(path, hours.Values.Sum(hour => hour.Read), from, to - from)
        {
            Warnings = [.. Cut(scan, path), .. source.Problems.First.Take(5).Select(problem => (problem with { File = path }).ToString()), .. Overlap(path, overlaps)],
        };
    }

    private static ContentScan Scan(string path, IReadOnlyList<KnownContent> known)
    {
        try
        {
            using Stream content = ContentSlice.Open(path);
            return ContentScan.Of(content, known);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the file cannot be read ({cause.Message}); check the file and its permissions", cause);
        }
    }

    private static string[] Cut(ContentScan scan, string path) =>
        scan.IsCutOff ? [$"{path}: the gzip data is cut off or damaged; what could be unzipped was taken in"] : [];

    internal static string[] Overlap(string path, IReadOnlyList<NodeTimes> overlaps) => overlaps.Count == 0 ? [] :
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: the store already held flows of {Nodes(overlaps)} from {Time(overlaps.Min(o => o.First))} to {Time(overlaps.Max(o => o.Last))}; connections that both hold count twice there"),
    ];

    private static string Nodes(IReadOnlyList<NodeTimes> overlaps) => overlaps is [var only]
        ? only.Node.Length == 0 ? "nodes without a name" : $"node {only.Node}"
        : string.Create(CultureInfo.InvariantCulture, $"{overlaps.Count} nodes ({overlaps[0].Node}, ...)");

    private static string Time(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
