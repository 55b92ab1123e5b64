using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Hubble.Api;
using FlowToPolicy.Recorder.Recording;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Flows.Relay;
using FlowToPolicy.Tests.Recorder.Chaos;
using FlowToPolicy.Tests.Recorder.Stores;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using RecordingSink = FlowToPolicy.Recorder.Recording.RecordingSink;

namespace FlowToPolicy.Tests.Recorder.Recording;

/// <summary>What a flow costs on its way from the wire through the overlap into the fold, and as part of a batch into the store.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Seconds = 45;
    private const int SecondsOfBatch = 5;

    /// <summary>The overlap of ten seconds has its size then.</summary>
    private const int Settled = 25;

    private static readonly string[] Nodes = ["prod/worker-1", "prod/worker-2", "prod/worker-3"];

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_flow_allocates_nothing_and_a_batch_costs_the_same_however_many_flows_it_is_of()
    {
        const int Quiet = 100, Busy = 1000;
        (long second, long quiet) = Record(Quiet);
        Assert.Equal(0, second);
        (second, long busy) = Record(Busy);
        Assert.Equal(0, second);

        // Less than a byte for each flow more: growth of the file and what SQLite's pages take is not told apart.
        int more = (Busy - Quiet) * Nodes.Length * SecondsOfBatch;
        Assert.True(busy - quiet < more, $"a batch of {Quiet * Nodes.Length * SecondsOfBatch} flows allocates {quiet} bytes, one of {more} more {busy}");
    }

    /// <summary>The least that a second and a batch allocate: a collection on another thread may charge this one, and the pool may be emptied.</summary>
    private (long Second, long Batch) Record(int rate)
    {
        byte[][] messages = Messages(rate);
        var clock = new SteppedClock(HubbleMessages.Start);
        using WindowStore store = WindowStore.OpenToRecord(_folder.File($"{rate}.db"), clock);
        var sink = new RecordingSink(new RecordingOptions { Clock = clock }, []);
        var reading = new RelayReading(new FlowRequest { Follow = true }, new EndpointTable(), sink, new RelayProgress());
        reading.Start(withMask: true);
        (long leastSecond, long leastBatch) = (long.MaxValue, long.MaxValue);
        for (int second = 0, at = 0; second < Seconds; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int end = at + (rate * Nodes.Length); at < end; at++)
            {
                reading.Take(messages[at]);
            }

            sink.Tick();
            long folded = GC.GetAllocatedBytesForCurrentThread();

            // In the first second of a batch the graph has all its edges to learn anew.
            leastSecond = second < Settled || second % SecondsOfBatch == 0 ? leastSecond : Math.Min(leastSecond, folded - before);
            if (second % SecondsOfBatch == SecondsOfBatch - 1)
            {
                BatchDraft draft = sink.Take(isLast: false);
                store.Commit(draft.ToBatch());
                draft.Release();
                leastBatch = second < Settled ? leastBatch : Math.Min(leastBatch, GC.GetAllocatedBytesForCurrentThread() - folded);
            }
        }

        Assert.Equal(Seconds * rate * Nodes.Length, sink.Counters().Flows);
        return (leastSecond, leastBatch);
    }

    private static byte[][] Messages(int rate)
    {
        var chance = new Random(17);
        byte[] id = new byte[16];
        var messages = new List<byte[]>();
        for (int i = 0; i < Seconds * rate; i++)
        {
            foreach (string node in Nodes)
            {
                GetFlowsResponse message = HubbleMessages.Flow("shop/web", $"shop/svc-{i % 20}", 8080, 0, node);
                chance.NextBytes(id);
                message.Flow.Uuid = new Guid(id).ToString();
                message.Time = message.Flow.Time = Timestamp.FromDateTime(HubbleMessages.Start.AddSeconds((double)i / rate));
                messages.Add(message.ToByteArray());
            }
        }

        return [.. messages];
    }
}
