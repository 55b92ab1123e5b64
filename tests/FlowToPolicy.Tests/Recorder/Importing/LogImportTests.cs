using System.IO.Compression;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Graph;
using FlowToPolicy.Recorder.Importing;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Graph;
using FlowToPolicy.Tests.Recorder.Stores;

namespace FlowToPolicy.Tests.Recorder.Importing;

public sealed class LogImportTests : IDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly byte[] _log = Unzipped(Repository.Fixture("small", "flows.jsonl.gz"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_imported_log_gives_the_graph_of_the_log()
    {
        using WindowStore store = _folder.Record();
        ImportedFile imported = LogImport.Run(store, Repository.Fixture("small", "flows.jsonl.gz"), isStrict: true);
        Assert.Empty(imported.Warnings);
        Assert.Equal(store.Info().Read, imported.Read);
        Assert.Equal(Folded(_log), StoreFolder.Text(store));
    }

    [Fact]
    public void The_same_content_counts_once_zipped_or_not()
    {
        using WindowStore store = _folder.Record();
        LogImport.Run(store, Repository.Fixture("small", "flows.jsonl.gz"), isStrict: true);
        ImportedFile again = LogImport.Run(store, Write("other-name.log", _log), isStrict: true);
        Assert.True(again.IsKnown);
        Assert.Empty(again.Warnings);
        Assert.Equal(Folded(_log), StoreFolder.Text(store));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Of_a_file_that_has_grown_the_tail_is_added(int unfinished)
    {
        int half = Array.IndexOf(_log, (byte)'\n', _log.Length / 2) + 1;
        using WindowStore store = _folder.Record();
        ImportedFile first = LogImport.Run(store, Write("events.log", _log[..(half + unfinished)]), isStrict: true);
        Assert.Equal((half, 0L), (first.Bytes, first.SkippedBytes));
        ImportedFile grown = LogImport.Run(store, Write("events.log", _log), isStrict: true);
        Assert.Equal((_log.Length - half, (long)half), (grown.Bytes, grown.SkippedBytes));
        Assert.Equal(Folded(_log), StoreFolder.Text(store));
        Assert.True(LogImport.Run(store, Write("events.log", _log), isStrict: true).IsKnown);
    }

    [Fact]
    public void Any_other_overlap_is_said()
    {
        int line = Array.IndexOf(_log, (byte)'\n') + 1;
        using WindowStore store = _folder.Record();
        LogImport.Run(store, Write("a.log", _log), isStrict: true);
        ImportedFile shorter = LogImport.Run(store, Write("b.log", _log[line..]), isStrict: true);
        string warning = Assert.Single(shorter.Warnings);
        Assert.Contains("count twice", warning, StringComparison.Ordinal);
        Assert.Contains("b.log", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_lines_are_counted_or_fail_when_strict()
    {
        string path = Write("bad.log", [.. _log, .. "{\"flow\":{\"time\":\n\0\0\n"u8]);
        using WindowStore store = _folder.Record();
        InputException refused = Assert.Throws<InputException>(() => LogImport.Run(store, path, isStrict: true));
        Assert.Contains("bad.log", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, store.Info().Read);
        ImportedFile imported = LogImport.Run(store, path, isStrict: false);
        Assert.NotEmpty(imported.Warnings);
        Assert.All(imported.Warnings, warning => Assert.StartsWith(path, warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_gzip_file_that_is_cut_off_the_first_part_is_taken_and_said()
    {
        byte[] zipped = File.ReadAllBytes(Repository.Fixture("small", "flows.jsonl.gz"));
        using WindowStore store = _folder.Record();
        ImportedFile imported = LogImport.Run(store, Write("cut.gz", zipped[..(zipped.Length / 2)]), isStrict: false);
        Assert.InRange(imported.Bytes, 1, _log.Length - 1);
        ImportedFile whole = LogImport.Run(store, Write("cut.gz", zipped), isStrict: false);
        Assert.Equal(imported.Bytes, whole.SkippedBytes);
        Assert.Equal(Folded(_log), StoreFolder.Text(store));
    }

    [Fact]
    public void Files_that_are_no_logs_or_missing_are_refused_and_nothing_is_kept()
    {
        using WindowStore store = _folder.Record();
        Assert.Throws<InputException>(() => LogImport.Run(store, Write("empty.log", []), isStrict: false));
        Assert.Throws<InputException>(() => LogImport.Run(store, Write("text.log", "hello\n"u8.ToArray()), isStrict: false));
        Assert.Throws<InputException>(() => LogImport.Run(store, _folder.File("missing.log"), isStrict: false));
        Assert.Equal(0, store.Info().Read);
    }

    private static string Folded(byte[] log)
    {
        var builder = new GraphBuilder();
        new LogSource(["-"], () => new MemoryStream(log), LogOptions.Default, new EndpointTable()).Read(builder);
        return GraphText.Of(builder.Build());
    }

    private static byte[] Unzipped(string path)
    {
        using var zipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zipped.CopyTo(plain);
        return plain.ToArray();
    }

    private string Write(string name, byte[] content)
    {
        string path = _folder.File(name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
