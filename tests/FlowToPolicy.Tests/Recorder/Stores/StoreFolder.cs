using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Graph;

namespace FlowToPolicy.Tests.Recorder.Stores;

/// <summary>A folder for the stores of one test, with a clock that stands still.</summary>
internal sealed class StoreFolder : IDisposable
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("f2p-store-");

    public SetClock Clock { get; } = new();

    public string File(string name = "window.db") => Path.Combine(Folder.FullName, name);

    public WindowStore Record(string name = "window.db", RecorderIdentity? who = null) => WindowStore.OpenToRecord(File(name), Clock, who);

    public WindowStore Read(string name = "window.db") => WindowStore.OpenToRead(File(name), Clock);

    public static RecordedBatch Batch(IEnumerable<Flow> flows) => new() { Hours = RandomFlows.ByHour(flows) };

    public static string Text(WindowStore store, long since = 0, long until = long.MaxValue) => RandomFlows.Text(store.Load(since, until).Tally);

    public static string Text(IEnumerable<Flow> flows) => RandomFlows.Text(Traffic.Fold(flows).Tally);

    public void Dispose() => Folder.Delete(recursive: true);

    internal sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
