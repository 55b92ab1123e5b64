using System.IO.Compression;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Graph.Aggregates;
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
        File.WriteAllText(path, "{\"apiVersion\":\"flow2policy/v2\",\"kind\":\"EdgeAggregates\"}\n{}\n");
        Assert.True(AggregateFile.Is(path));
        Assert.Contains("flow2policy/v2", Assert.Throws<InputException>(() => AggregateFile.Read(path, new AggregateReader(), isStrict: false)).Message, StringComparison.Ordinal);
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

    private string Export(Flow[] flows, bool folded)
    {
        using WindowStore store = _folder.Record("a.db");
        store.Commit(StoreFolder.Batch(flows));
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
