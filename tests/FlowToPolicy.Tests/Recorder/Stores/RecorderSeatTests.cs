using System.Diagnostics;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Tests.Recorder.Stores;

/// <summary>One recorder at a time.</summary>
public sealed class RecorderSeatTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_recorder_is_refused_by_the_name_of_the_first()
    {
        using WindowStore first = _folder.Record();
        StoreException refused = Assert.Throws<StoreException>(() => _folder.Record());
        Assert.Equal(StoreFailure.Recording, refused.Failure);
        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName} since 2026-03-01T12:00:00Z", refused.Message, StringComparison.Ordinal);
        first.Commit(new RecordedBatch { Marks = [new("n", 1, [])] });
    }

    [Fact]
    public void Readers_are_never_refused()
    {
        using WindowStore first = _folder.Record();
        using WindowStore reader = _folder.Read();
        RecorderState recorder = reader.Info().Recorder!;
        Assert.True(recorder.IsAlive);
        Assert.Equal(Environment.ProcessId, recorder.Identity.Pid);
    }

    [Fact]
    public void A_recorder_that_has_left_is_in_nobodys_way()
    {
        _folder.Record().Dispose();
        using WindowStore second = _folder.Record();
        second.Dispose();
        using WindowStore reader = _folder.Read();
        Assert.Null(reader.Info().Recorder);
    }

    [Fact]
    public void A_recorder_of_this_machine_whose_process_is_gone_is_dead_at_once()
    {
        RecorderIdentity me = RecorderIdentity.OfThisProcess();
        using var gone = Process.Start(new ProcessStartInfo("true") { UseShellExecute = false })!;
        gone.WaitForExit();
        using WindowStore first = _folder.Record(who: me with { Pid = gone.Id });
        using WindowStore second = _folder.Record();
        Assert.Contains("taken over", Assert.Throws<StoreException>(() => first.Commit(new RecordedBatch())).Message, StringComparison.Ordinal);
        second.Commit(new RecordedBatch());
    }

    [Fact]
    public void A_process_that_got_the_id_of_a_dead_recorder_is_not_taken_for_it()
    {
        using WindowStore first = _folder.Record(who: RecorderIdentity.OfThisProcess() with { Birth = "1" });
        using WindowStore second = _folder.Record();
        second.Commit(new RecordedBatch());
    }

    [Fact]
    public void A_recorder_of_another_machine_is_dead_when_it_was_silent_for_a_minute()
    {
        var other = new RecorderIdentity("node-7", "b", 1, "5");
        using WindowStore first = _folder.Record(who: other);
        _folder.Clock.Now += TimeSpan.FromSeconds(50);
        first.Beat();
        _folder.Clock.Now += TimeSpan.FromSeconds(59);
        Assert.Contains("process 1 on node-7", Assert.Throws<StoreException>(() => _folder.Record()).Message, StringComparison.Ordinal);
        _folder.Clock.Now += TimeSpan.FromSeconds(2);
        using WindowStore second = _folder.Record();
        StoreException lost = Assert.Throws<StoreException>(() => first.Commit(new RecordedBatch { Marks = [new("n", 1, [])] }));
        Assert.Equal(StoreFailure.Recording, lost.Failure);
        Assert.Empty(second.Marks());

        // The one that lost its seat does not take that of the other with it.
        first.Dispose();
        second.Commit(new RecordedBatch { Marks = [new("n", 2, [])] });
        Assert.Equal(2, Assert.Single(second.Marks()).LastTime);
    }
}
