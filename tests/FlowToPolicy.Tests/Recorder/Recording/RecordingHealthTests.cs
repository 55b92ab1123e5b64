using FlowToPolicy.Recorder.Recording;

namespace FlowToPolicy.Tests.Recorder.Recording;

public class RecordingHealthTests
{
    private static readonly DateTimeOffset Started = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly RecordingCounters Busy = new() { Connected = true, Nodes = 3, Flows = 9, LastFlow = Started.AddMinutes(60) };

    [Fact]
    public void A_recorder_that_has_just_started_or_receives_is_well()
    {
        Assert.Null(RecordingHealth.Problem(new RecordingCounters(), Started, Started.AddMinutes(4)));
        Assert.Null(RecordingHealth.Problem(Busy, Started, Started.AddMinutes(64)));
    }

    [Fact]
    public void Silence_of_nodes_that_had_flows_is_a_fault() =>
        Assert.Equal("no flow for 6 min, although 3 nodes had some before", RecordingHealth.Problem(Busy, Started, Started.AddMinutes(66)));

    [Fact]
    public void Silence_of_a_cluster_that_never_had_a_flow_is_none() =>
        Assert.Null(RecordingHealth.Problem(new RecordingCounters { Connected = true }, Started, Started.AddDays(1)));

    [Fact]
    public void A_relay_that_is_gone_is_a_fault_after_a_while()
    {
        Assert.Null(RecordingHealth.Problem(Busy with { Connected = false }, Started, Started.AddMinutes(63)));
        Assert.Contains("no connection", RecordingHealth.Problem(Busy with { Connected = false }, Started, Started.AddMinutes(65)), StringComparison.Ordinal);
        Assert.Contains("no connection", RecordingHealth.Problem(new RecordingCounters(), Started, Started.AddMinutes(5)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_cannot_be_written_is_a_fault_at_once() =>
        Assert.Equal(
            "the store cannot be written for 2 min (disk full)",
            RecordingHealth.Problem(Busy with { FailingSince = Started.AddMinutes(59), WriteFailure = "disk full" }, Started, Started.AddMinutes(61)));
}
