using System.Diagnostics;
using System.Globalization;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Graph;
using FlowToPolicy.Recorder.Recording;
using GetFlowsResponse = FlowToPolicy.Hubble.Api.GetFlowsResponse;

namespace FlowToPolicy.Benchmarks.Relaying;

/// <summary>
/// Reads the flows of a log in the relay's binary form, from memory and on one thread: what a stream costs apart from the network.
/// Each way takes the first half of the messages, so that code is compiled, and is timed with the second half, in which new pods and edges still come.
/// What it allocates is also measured with the second half once more, when it has seen all; not for the recorder, which leaves out what comes twice.
/// </summary>
internal static class RelayRun
{
    private const int Rounds = 7;

    /// <summary>Runs with at most <paramref name="limit"/> flows of <paramref name="log"/>.</summary>
    public static int Run(string log, int limit)
    {
        RecordedFrames frames = RecordedFrames.Read(log, limit);
        if (frames.Count < 2)
        {
            Console.Error.WriteLine($"{log} holds no two flows.");
            return 1;
        }

        Print($"{frames.Count} messages of {frames.AverageLength:F0} bytes from {Path.GetFileName(log)}; one thread, median (least to most) of {Rounds} rounds in turn.\n");
        Print($"| Way | Flows/s | Least to most | Bytes allocated a flow | Once more |");
        Print($"|---|---:|---:|---:|---:|");
        (string Name, Func<IFlowSink?> Sink)[] ways =
        [
            ("Google.Protobuf's generated classes, nothing done with them", () => null),
            ("decoded, nothing done with them", () => new Nowhere()),
            ("decoded and folded into a graph", () => new GraphBuilder()),
            ("decoded, repeated ones told apart, folded by hour (the recorder)", () => Recorder(frames)),
        ];
        var measured = ways.Select(_ => new List<Measured>()).ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                measured[way].Add(Measure(frames, ways[way].Sink()));
            }
        }

        for (int way = 0; way < ways.Length; way++)
        {
            double[] rates = [.. measured[way].Select(m => m.FlowsPerSecond).Order()];
            Measured last = measured[way][^1];
            string again = last.BytesAgain is { } bytes ? bytes.ToString("F1", CultureInfo.InvariantCulture) : "";
            Print($"| {ways[way].Name} | {rates[Rounds / 2]:N0} | {rates[0]:N0}–{rates[^1]:N0} | {last.Bytes:F1} | {again} |");
        }

        return 0;
    }

    private static RecordingSink Recorder(RecordedFrames frames) =>
        new(new RecordingOptions { Clock = new StandingClock(new DateTime(frames.LastTime, DateTimeKind.Utc)) }, []);

    private static Measured Measure(RecordedFrames frames, IFlowSink? sink)
    {
        int half = frames.Count / 2;
        double flows = frames.Count - half;
        RelayReading? reading = sink is null ? null : new RelayReading(new FlowRequest { Follow = true }, new EndpointTable(), sink, new RelayProgress());
        reading?.Start(withMask: true);
        Take(frames, 0, half, reading);
        long allocated = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        Take(frames, half, frames.Count, reading);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long coming = GC.GetAllocatedBytesForCurrentThread();
        Take(frames, half, frames.Count, reading);
        long again = GC.GetAllocatedBytesForCurrentThread() - coming;
        return new Measured(flows / seconds, (coming - allocated) / flows, sink is RecordingSink ? null : again / flows);
    }

    private static void Take(RecordedFrames frames, int from, int to, RelayReading? reading)
    {
        for (int i = from; i < to; i++)
        {
            if (reading is null)
            {
                GetFlowsResponse.Parser.ParseFrom(frames[i]);
            }
            else
            {
                reading.Take(frames[i]);
            }
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private readonly record struct Measured(double FlowsPerSecond, double Bytes, double? BytesAgain);

    private sealed class StandingClock(DateTime time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }

    private sealed class Nowhere : IFlowSink
    {
        public void Accept(in Flow flow)
        {
        }

        public void Lost(in LostEvents lost)
        {
        }

        public void Skip(SkipReason reason)
        {
        }

        public void Status(NodeStatus status)
        {
        }
    }
}
