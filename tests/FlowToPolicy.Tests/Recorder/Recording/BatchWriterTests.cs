using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Recording;
using FlowToPolicy.Tests.Recorder.Chaos;

namespace FlowToPolicy.Tests.Recorder.Recording;

public class BatchWriterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_comes_while_the_writing_is_slow_is_merged_and_the_giver_never_waits()
    {
        var written = new List<RecordedBatch>();
        using var gate = new SemaphoreSlim(0);
        using var begun = new SemaphoreSlim(0);
        using var writer = new BatchWriter(batch =>
        {
            begun.Release();
            Assert.True(gate.Wait(Patience));
            written.Add(batch);
        }, new RecordingOptions());
        Task running = writer.RunAsync(CancellationToken.None);
        writer.Give(Draft(1));
        Assert.True(await begun.WaitAsync(Patience));
        writer.Give(Draft(2));
        writer.Give(Draft(3));
        gate.Release(5);
        writer.Complete();
        await running.WaitAsync(Patience);
        Assert.Equal([1L, 5L], written.Select(b => b.Seen.Sum(s => s.Received)).Where(n => n > 0));
        Assert.Equal([1L, 2L], written.Where(b => b.Seen.Count > 0).Select(b => b.Hours.Values.Sum(t => t.Read)));
    }

    [Fact]
    public async Task Beyond_the_bound_flows_are_given_up_and_counted_as_lost_by_the_recorder()
    {
        var clock = new SteppedClock(RecordingStory.Start);
        var written = new List<RecordedBatch>();
        bool full = true;
        using var writer = new BatchWriter(batch =>
        {
            if (full)
            {
                throw new IOException("no space left on device");
            }

            written.Add(batch);
        }, new RecordingOptions { MaxWaiting = 1, Clock = clock });
        writer.Give(Draft(10));
        writer.Give(Draft(20));
        Assert.Equal(20, writer.Dropped);
        full = false;
        writer.Complete();
        await writer.RunAsync(CancellationToken.None).WaitAsync(Patience);
        RecordedBatch batch = Assert.Single(written);
        Assert.Equal(new LossCount("worker-1", 5, LossSource.Recorder, 20), Assert.Single(batch.Losses));
        Assert.Equal(30, batch.Seen.Sum(s => s.Received));
        Assert.Equal(1, batch.Hours.Values.Sum(t => t.Read));
    }

    [Fact]
    public async Task A_final_failure_ends_the_writing()
    {
        using var writer = new BatchWriter(_ => throw new InvalidDataException("of another cluster"), new RecordingOptions { IsFinal = e => e is InvalidDataException });
        writer.Give(Draft(1));
        await Assert.ThrowsAsync<InvalidDataException>(() => writer.RunAsync(CancellationToken.None).WaitAsync(Patience));
    }

    /// <summary>A draft with one folded flow that stands for so many received ones.</summary>
    private static BatchDraft Draft(long received)
    {
        var builder = new GraphBuilder();
        builder.Accept(OneFlow());
        var draft = new BatchDraft();
        draft.Put(new() { [5] = builder.Tally });
        draft.AddSeen("worker-1", 5, received, 0);
        return draft;
    }

    private static Flow OneFlow()
    {
        var table = new EndpointTable();
        var decoder = new FlowToPolicy.Flows.Decoding.Protobuf.FlowWireDecoder(table);
        Flow flow = Flow.Blank;
        decoder.Decode(Google.Protobuf.MessageExtensions.ToByteArray(Flows.Relay.HubbleMessages.Flow()), ref flow);
        return flow;
    }
}
