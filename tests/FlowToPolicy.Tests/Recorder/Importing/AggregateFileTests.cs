using System.IO.Compression;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Graph.Aggregates;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Importing;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Graph;
using FlowToPolicy.Tests.Recorder.Stores;

namespace FlowToPolicy.Tests.Recorder.Importing;

public sealed class AggregateFileTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_store_exports_another_imports(bool folded)
    {
        Flow[] flows = RandomFlows.Of(1, 3000, hours: 24 * 5);
        string path = Export(flows, folded);
        using WindowStore store = _folder.Record("b.db");
        ImportedFile imported = LogImport.Run(store, path, isStrict: true);
        Assert.Equal(3000, imported.Read);
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(store));
        Assert.Equal(folded ? 3 : 0, store.Info().Days);
        Assert.Equal("default", store.Cluster);
        Assert.True(LogImport.Run(store, path, isStrict: true).IsKnown);

        // A zipped copy is the same content.
        using (var zipped = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
        {
            zipped.Write(File.ReadAllBytes(path));
        }

        Assert.True(AggregateFile.Is(path + ".gz"));
        Assert.True(LogImport.Run(store, path + ".gz", isStrict: true).IsKnown);
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(store));
    }

    [Fact]
    public void What_a_store_knows_of_its_recording_comes_along()
    {
        Flow[] flows = RandomFlows.Of(1, 500, hours: 3);
        long start = flows[0].Time, hour = start / TimeSpan.TicksPerHour;
        var facts = new RecordedBatch
        {
            Spans = [new("default/a", start, start + 5000), new("default/a", start + 9000, start + 20000), new("default/b", start, start + 20000)],
            Losses = [new("", hour, LossSource.Unknown, 3), new("default/a", hour, LossSource.HubbleRingBuffer, 17), new("default/a", hour + 1, LossSource.Recorder, 2)],
            Seen = [new("default/a", hour, 100, 0), new("default/b", hour, 90, 110)],
            Restarts = [new("default/b", start + TimeSpan.TicksPerSecond)],
            Marks = [new("default/a", start + 20000, [Guid.Parse("00000000-0000-4000-8000-000000000001")]), new("default/b", start + 20000, [])],
        };
        string path = Export(flows, folded: false, facts);
        using WindowStore original = _folder.Read("a.db");
        using WindowStore copy = _folder.Record("b.db");
        LogImport.Run(copy, path, isStrict: true);
        Assert.Equal(Told(original), Told(copy));
        Assert.Equal(StoreFolder.Text(original), StoreFolder.Text(copy));

        // What is known already, and later, stays.
        Assert.Equal(11, File.ReadLines(path).Count(line => line.Contains("\"type\":\"recorded\"", StringComparison.Ordinal) || line.Contains("\"type\":\"lost\"", StringComparison.Ordinal)
            || line.Contains("\"type\":\"received\"", StringComparison.Ordinal) || line.Contains("\"type\":\"restart\"", StringComparison.Ordinal) || line.Contains("\"type\":\"mark\"", StringComparison.Ordinal)));
        using WindowStore later = _folder.Record("c.db");
        later.Commit(new RecordedBatch { Marks = [new("default/a", start + 30000, [])] });
        LogImport.Run(later, path, isStrict: true);
        Assert.Equal([start + 30000, start + 20000], later.Marks().Select(mark => mark.LastTime));
    }

    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(2, 0, 1)]
    [InlineData(0, 1, 1)]
    public void Of_what_is_known_of_a_recording_only_the_window_is_read(int sinceHour, int untilHour, int spans)
    {
        Flow[] flows = RandomFlows.Of(1, 50, hours: 1);
        long start = flows[0].Time / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour;
        string path = Export(flows, folded: false, new RecordedBatch
        {
            Spans = [new("a", start, start + TimeSpan.TicksPerHour), new("a", start + (3 * TimeSpan.TicksPerHour), start + (4 * TimeSpan.TicksPerHour))],
        });
        var reader = new AggregateReader(sinceHour == 0 ? 0 : start + (sinceHour * TimeSpan.TicksPerHour), untilHour == 0 ? 0 : start + (untilHour * TimeSpan.TicksPerHour));
        AggregateFile.Read(path, reader, isStrict: true);
        Assert.Equal(spans, RecordingRows.Read(reader.Recording).Spans.Count);
    }

    [Theory]
    [InlineData("{\"type\":\"recorded\",\"node\":\"a\",\"first\":\"2026-03-01T10:00:00Z\"}", "'first' and 'last'")]
    [InlineData("{\"type\":\"recorded\",\"node\":\"a\",\"first\":\"2026-03-01T10:00:00Z\",\"last\":\"2026-03-01T09:00:00Z\"}", "'first' and 'last'")]
    [InlineData("{\"type\":\"lost\",\"node\":\"a\",\"events\":3}", "'bucket' is missing")]
    [InlineData("{\"type\":\"lost\",\"node\":\"a\",\"bucket\":\"2026-03-01T10:00:00Z\",\"events\":-3}", "'events' is no count")]
    [InlineData("{\"type\":\"restart\",\"node\":\"a\"}", "'first' is missing")]
    [InlineData("{\"type\":\"mark\",\"node\":\"a\"}", "'last' is missing")]
    [InlineData("{\"type\":\"mark\",\"node\":\"a\",\"last\":\"2026-03-01T10:00:00Z\",\"keys\":[\"x\"]}", "'keys'")]
    public void Rows_of_a_recording_that_say_nothing_are_refused(string row, string message)
    {
        string path = _folder.File("facts.jsonl");
        File.WriteAllText(path, "{\"apiVersion\":\"flow2policy/v2\",\"kind\":\"EdgeAggregates\"}\n" + row + "\n");
        Assert.Contains(message, Assert.Throws<InputException>(() => AggregateFile.Read(path, new AggregateReader(), isStrict: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_the_first_version_is_read()
    {
        string path = Export(RandomFlows.Of(2, 300, hours: 2), folded: false);
        string text = File.ReadAllText(path);
        Assert.StartsWith("{\"apiVersion\":\"flow2policy/v2\"", text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace("flow2policy/v2", "flow2policy/v1", StringComparison.Ordinal));
        using WindowStore store = _folder.Record("b.db");
        Assert.Equal(300, LogImport.Run(store, path, isStrict: true).Read);
    }

    [Fact]
    public void Lines_that_are_no_rows_are_counted_or_fail_when_strict()
    {
        string path = Export(RandomFlows.Of(2, 300, hours: 2), folded: false);
        File.AppendAllText(path, "{\"type\":\"colour\"}\nnonsense");
        InputException refused = Assert.Throws<InputException>(() => AggregateFile.Read(path, new AggregateReader(), isStrict: true));
        Assert.Contains("'colour' is no type of row", refused.Message, StringComparison.Ordinal);
        var reader = new AggregateReader();
        Assert.Equal(2, AggregateFile.Read(path, reader, isStrict: false).Count);
        Assert.Equal(2, reader.Refused);
        using WindowStore store = _folder.Record("b.db");
        Assert.Equal(301, LogImport.Run(store, path, isStrict: false).Read);
    }

    [Fact]
    public void A_file_of_another_version_is_refused()
    {
        string path = _folder.File("new.jsonl");
        File.WriteAllText(path, "{\"apiVersion\":\"flow2policy/v3\",\"kind\":\"EdgeAggregates\"}\n{}\n");
        Assert.True(AggregateFile.Is(path));
        Assert.Contains("flow2policy/v3", Assert.Throws<InputException>(() => AggregateFile.Read(path, new AggregateReader(), isStrict: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_an_end_is_refused()
    {
        string path = _folder.File("long.jsonl");
        using (StreamWriter file = File.CreateText(path))
        {
            file.Write("{\"apiVersion\":\"flow2policy/v1\",\"kind\":\"EdgeAggregates\"}\n{\"x\":\"");
            file.Write(new string('x', 9 << 20));
        }

        Assert.Contains("longer than 8 MiB", Assert.Throws<InputException>(() => AggregateFile.Read(path, new AggregateReader(), isStrict: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_is_no_file_of_sums()
    {
        Assert.False(AggregateFile.Is(Repository.Fixture("small", "flows.jsonl.gz")));
        Assert.False(AggregateFile.Is(_folder.File("missing")));
    }

    private static string Told(WindowStore store)
    {
        StoredWindow window = store.Load(0, long.MaxValue);
        return string.Join('\n', (IEnumerable<object>)[.. window.Spans, .. window.Losses, .. window.Seen, .. window.Restarts, .. store.Marks().Select(mark => $"{mark.Node} {mark.LastTime} {string.Join(',', mark.Overlap)}")]);
    }

    private string Export(Flow[] flows, bool folded, RecordedBatch? facts = null)
    {
        using WindowStore store = _folder.Record("a.db");
        store.Commit(StoreFolder.Batch(flows));
        store.Commit(facts ?? new RecordedBatch());
        if (folded)
        {
            Assert.Equal(3, store.FoldDays(flows[^1].Time));
        }

        string path = _folder.File("export.jsonl");
        using FileStream file = File.Create(path);
        store.Export(0, long.MaxValue, row => file.Write(row));
        return path;
    }
}
