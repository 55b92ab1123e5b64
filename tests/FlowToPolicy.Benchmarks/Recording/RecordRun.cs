using System.Diagnostics;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Recording;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Benchmarks.Recording;

/// <summary>
/// Records simulated weeks into a store, on a clock that the stream drives: what the recorder does for each flow (telling repeated ones
/// from new ones, folding by hour) and for each batch (merging, writing), without the network. Then the rate of one core, from the bytes
/// of the wire to the fold.
/// </summary>
internal static class RecordRun
{
    private static readonly DateTime Start = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Runs it. Numbers: days, flows a second, edges, nodes, seconds between batches.</summary>
    public static int Run(int[] numbers)
    {
        int days = numbers.ElementAtOrDefault(0) is > 0 and var d ? d : 14;
        int rate = numbers.ElementAtOrDefault(1) is > 0 and var r ? r : 100;
        int edges = numbers.ElementAtOrDefault(2) is > 0 and var e ? e : 2000;
        int nodes = numbers.ElementAtOrDefault(3) is > 0 and var n ? n : 20;
        int seconds = numbers.ElementAtOrDefault(4) is > 0 and var s ? s : 300;
        string folder = Directory.CreateTempSubdirectory("f2p-record-").FullName;
        try
        {
            Console.WriteLine($"{days} days at {rate} flows/s, {edges} edges, {nodes} nodes, a batch every {seconds} s of the stream");
            Record(Path.Combine(folder, "store.db"), new RecordedTraffic(edges, nodes), days, rate, seconds);
            WireRate(new RecordedTraffic(edges, nodes));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void Record(string file, RecordedTraffic traffic, int days, int rate, int seconds)
    {
        var clock = new StreamClock { Now = Start };
        using WindowStore store = WindowStore.OpenToRecord(file, clock);
        var sink = new RecordingSink(new RecordingOptions { Clock = clock }, []);
        TimeSpan folding = TimeSpan.Zero, writing = TimeSpan.Zero;
        var watch = new Stopwatch();
        long flows = 0;
        for (int day = 0; day < days; day++)
        {
            for (int second = 0; second < 86400; second++)
            {
                clock.Now = Start.AddDays(day).AddSeconds(second);
                watch.Restart();
                for (int i = 0; i < rate; i++)
                {
                    sink.Accept(traffic.Next(clock.Now.Ticks + (i * TimeSpan.TicksPerSecond / rate)));
                }

                sink.Tick();
                flows += rate;
                folding += watch.Elapsed;
                if (second % seconds == seconds - 1)
                {
                    watch.Restart();
                    store.Commit(sink.Take(isLast: false).ToBatch());
                    writing += watch.Elapsed;
                }
            }

            watch.Restart();
            store.FoldDays(clock.Now.Ticks);
            writing += watch.Elapsed;
            Console.WriteLine($"day {day + 1,3}: {flows,12:N0} flows, store {new FileInfo(file).Length / 1e6,7:F1} MB, managed {GC.GetTotalMemory(true) / 1e6,6:F1} MB, "
                + $"process {Process.GetCurrentProcess().WorkingSet64 / 1e6,6:F1} MB, folding {folding.TotalSeconds,7:F1} s ({flows / folding.TotalSeconds,9:N0} flows/s), writing {writing.TotalSeconds,6:F1} s");
        }
    }

    /// <summary>From the bytes of the wire to the fold, on one thread.</summary>
    private static void WireRate(RecordedTraffic traffic)
    {
        const int Messages = 200_000;
        byte[][] messages = [.. Enumerable.Range(0, Messages).Select(i => traffic.Message(Start.Ticks + (i * 1000L)))];
        var clock = new StreamClock { Now = Start };
        var sink = new RecordingSink(new RecordingOptions { Clock = clock }, []);
        var reading = new RelayReading(new FlowRequest { Follow = true }, new EndpointTable(), sink, new RelayProgress());
        reading.Start(withMask: true);
        foreach (byte[] message in messages.AsSpan(0, Messages / 10))
        {
            reading.Take(message);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        foreach (byte[] message in messages.AsSpan(Messages / 10))
        {
            reading.Take(message);
        }

        double flows = Messages * 9 / 10;
        Console.WriteLine($"wire to fold on one core: {flows / watch.Elapsed.TotalSeconds:N0} flows/s of {messages.Average(m => m.Length):F0} bytes, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / flows:F1} bytes allocated a flow");
    }

    private sealed class StreamClock : TimeProvider
    {
        public DateTime Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
