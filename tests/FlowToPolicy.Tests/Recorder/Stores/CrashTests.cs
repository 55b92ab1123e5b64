using FlowToPolicy.Flows;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Graph;

namespace FlowToPolicy.Tests.Recorder.Stores;

/// <summary>What lies on the disk when the process or the power is gone.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Batches = 12;

    private readonly StoreFolder _folder = new();
    private readonly Flow[][] _batches = [.. RandomFlows.Of(1, 1200, hours: 5).Chunk(1200 / Batches)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_committed_is_in_the_files_at_once()
    {
        using WindowStore store = _folder.Record();
        for (int i = 0; i < Batches; i++)
        {
            Commit(store, i);
            Copy("copy.db", logBytes: int.MaxValue);
            Assert.Equal(i + 1, Whole("copy.db"));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_log_that_breaks_off_anywhere_leaves_whole_batches_with_their_marks(int seed)
    {
        using WindowStore store = _folder.Record();
        for (int i = 0; i < Batches; i++)
        {
            Commit(store, i);
        }

        var random = new Random(seed);
        int log = (int)new FileInfo(_folder.File() + "-wal").Length, last = 0;
        foreach (int bytes in Enumerable.Range(0, 12).Select(_ => random.Next(log / 2, log)).Order())
        {
            Copy("copy.db", bytes);
            int whole = Whole("copy.db");
            Assert.InRange(whole, last, Batches);
            last = whole;
        }

        Assert.InRange(last, 1, Batches);
    }

    private void Commit(WindowStore store, int i) => store.Commit(new RecordedBatch { Hours = RandomFlows.ByHour(_batches[i]), Marks = [new NodeMark("n", i + 1, [])] });

    /// <summary>How many batches a copy holds: neither more nor less than its marks say.</summary>
    private int Whole(string name)
    {
        using WindowStore copy = _folder.Read(name);
        int marks = copy.Marks().Count == 0 ? 0 : (int)copy.Marks()[0].LastTime;
        Assert.Equal(StoreFolder.Text(_batches[..marks].SelectMany(batch => batch)), StoreFolder.Text(copy));
        return marks;
    }

    private void Copy(string name, int logBytes)
    {
        foreach (string old in Directory.GetFiles(_folder.Folder.FullName, name + "*"))
        {
            File.Delete(old);
        }

        File.WriteAllBytes(_folder.File(name), Bytes(_folder.File()));
        byte[] log = Bytes(_folder.File() + "-wal");
        File.WriteAllBytes(_folder.File(name) + "-wal", log[..Math.Min(log.Length, logBytes)]);
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
