using System.Diagnostics;
using FlowToPolicy.Graph;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Benchmarks.Storing;

/// <summary>Records weeks of a made-up cluster in which every edge is used each hour, and says how large the store is and how fast it was.</summary>
internal static class StoreRun
{
    private const int ConnectionsOfHour = 3;
    private const int FlowsOfCommit = 500;

    public static int Run(int[] numbers)
    {
        int days = numbers.ElementAtOrDefault(0) is > 0 and var d ? d : 14, edges = numbers.ElementAtOrDefault(1) is > 0 and var e ? e : 2000;
        int nodes = numbers.ElementAtOrDefault(2) is > 0 and var n ? n : 20, seed = numbers.ElementAtOrDefault(3);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("f2p-bench-");
        try
        {
            string path = Path.Combine(folder.FullName, "window.db");
            Console.WriteLine($"{days} days, {edges} edges all used each hour, {nodes} nodes");
            Record(path, new WindowGenerator(edges, nodes, seed), days, edges, nodes);
            Commits(Path.Combine(folder.FullName, "rate.db"), new WindowGenerator(edges, nodes, seed), edges);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static void Record(string path, WindowGenerator window, int days, int edges, int nodes)
    {
        long start = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerHour, largest = 0;
        var clock = Stopwatch.StartNew();
        using (var store = WindowStore.OpenToRecord(path, TimeProvider.System))
        {
            for (long hour = start; hour < start + (days * 24L); hour++)
            {
                long now = (hour + 1) * TimeSpan.TicksPerHour;
                store.Commit(new RecordedBatch
                {
                    Hours = new Dictionary<long, GraphTally> { [hour] = Hour(window, hour, edges) },
                    Spans = [.. Enumerable.Range(1, nodes).Select(node => new RecordedSpan($"default/worker-{node}", now - TimeSpan.TicksPerHour, now))],
                    Seen = [.. Enumerable.Range(1, nodes).Select(node => new SeenCount($"default/worker-{node}", hour, 18000, 18000))],
                    Marks = [.. Enumerable.Range(1, nodes).Select(node => new NodeMark($"default/worker-{node}", now, [.. Enumerable.Range(0, 100).Select(_ => Guid.NewGuid())]))],
                });
                store.FoldDays(now);
                largest = Math.Max(largest, store.Info().Bytes);
            }
        }

        using var read = WindowStore.OpenToRead(path, TimeProvider.System);
        StoreInfo info = read.Info();
        Console.WriteLine($"recorded in {clock.Elapsed.TotalSeconds:0.0} s: {info.Read} flows, {info.Edges} edges, {info.Hours} hours and {info.Days} days");
        Console.WriteLine($"size: {new FileInfo(path).Length / 1e6:0.0} MB closed, {largest / 1e6:0.0} MB at most with its log");
        clock.Restart();
        GraphTally tally = read.Load(0, long.MaxValue).Tally;
        Console.WriteLine($"loaded in {clock.Elapsed.TotalSeconds:0.0} s: {tally.Edges.Count} edges; managed memory {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB");
    }

    private static GraphTally Hour(WindowGenerator window, long hour, int edges)
    {
        var builder = new GraphBuilder();
        for (int i = 0; i < edges * ConnectionsOfHour; i++)
        {
            window.Connect(i % edges, (hour * TimeSpan.TicksPerHour) + (i * (TimeSpan.TicksPerHour / (edges * ConnectionsOfHour + 1))), builder);
        }

        return builder.Tally;
    }

    /// <summary>Commits of what a recorder gathers in five seconds at 100 flows a second.</summary>
    private static void Commits(string path, WindowGenerator window, int edges)
    {
        const int Warm = 20, Measured = 200;
        using var store = WindowStore.OpenToRecord(path, TimeProvider.System);
        long hour = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerHour;
        var random = new Random(1);
        var clock = new Stopwatch();
        for (int commit = 0; commit < Warm + Measured; commit++)
        {
            var builder = new GraphBuilder();
            for (int i = 0; i < FlowsOfCommit / 3; i++)
            {
                window.Connect(random.Next(edges), (hour * TimeSpan.TicksPerHour) + ((commit + 1) * TimeSpan.TicksPerSecond), builder);
            }

            var batch = new RecordedBatch { Hours = new Dictionary<long, GraphTally> { [hour] = builder.Tally } };
            if (commit >= Warm)
            {
                clock.Start();
            }

            store.Commit(batch);
            clock.Stop();
        }

        double each = clock.Elapsed.TotalMilliseconds / Measured;
        Console.WriteLine($"commits of {FlowsOfCommit} flows: {each:0.0} ms each, {1000 / each:0} a second, {FlowsOfCommit * 1000 / each:0} flows a second");
    }
}
