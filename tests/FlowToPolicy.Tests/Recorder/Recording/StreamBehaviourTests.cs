using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Recording;
using FlowToPolicy.Tests.Recorder.Chaos;

namespace FlowToPolicy.Tests.Recorder.Recording;

public class StreamBehaviourTests
{
    private const int Seed = 1;

    [Fact]
    public async Task A_stream_that_breaks_is_resumed_with_an_overlap_and_nothing_is_counted_twice()
    {
        ChaosNode node = RecordingStory.Node("prod/worker-1");
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, node);
        await story.RecordAsync();
        await story.PassAsync(30, _ => 2);
        story.Relay.Cut();
        await story.PassAsync(30, _ => 2);
        await story.StopAsync();
        Assert.Equal((118, 120), story.Check());
        Assert.Equal(2, story.Relay.Calls);
        TimeSpan back = new DateTime(node.Flows[59].Time, DateTimeKind.Utc) - story.Relay.Requests[1].Since.ToDateTime();
        Assert.InRange(back, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        Assert.Single(story.Ledger.United(node.Name));
    }

    [Fact]
    public async Task A_ring_that_no_longer_reaches_back_leaves_a_gap()
    {
        ChaosNode node = RecordingStory.Node("prod/worker-1", capacity: 10);
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, node);
        await story.RecordAsync();
        await story.PassAsync(30, _ => 2);
        story.Relay.Refuse(3);
        await story.PassAsync(60, _ => 2);
        await story.StopAsync();
        story.Check();
        Assert.Equal(2, story.Ledger.United(node.Name).Count);
        Assert.True(story.Ledger.TotalLines < 180);
    }

    [Fact]
    public async Task The_end_of_a_stream_is_not_the_end_of_the_recording()
    {
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, RecordingStory.Node("prod/worker-1"));
        await story.RecordAsync();
        await story.PassAsync(20, _ => 1);
        story.Relay.EndStream();
        await story.PassAsync(20, _ => 1);
        await story.StopAsync();
        Assert.True(story.Ledger.TotalLines == 40, $"{story.Ledger.TotalLines} lines\n{story.Account()}");
        Assert.True(story.Notices.Any(n => n.Kind == RecordingEvent.StreamEnded), story.Account());
    }

    [Fact]
    public async Task Pauses_between_connections_grow_to_half_a_minute()
    {
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, RecordingStory.Node("prod/worker-1"));
        await story.RecordAsync();
        story.Relay.Refuse(int.MaxValue);
        await story.PassAsync(300);
        int failures = story.Notices.Count(n => n.Kind == RecordingEvent.StreamFailed);
        await story.StopAsync();
        Assert.InRange(failures, 12, 30);
    }

    [Fact]
    public async Task A_relay_that_replays_a_node_after_an_error_is_not_counted_twice()
    {
        ChaosNode node = RecordingStory.Node("prod/worker-1");
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, node, RecordingStory.Node("prod/worker-2"));
        await story.RecordAsync();
        await story.PassAsync(30, _ => 2);
        story.Relay.LosePeer(node, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6));
        await story.PassAsync(60, _ => 2);
        Assert.Equal(1, story.Relay.Calls);
        Assert.True(story.Loop.Counters.Repeated >= 60);
        await story.StopAsync();
        story.Check();
        Assert.Equal(360, story.Ledger.TotalLines);
        Assert.Single(story.Ledger.United(node.Name));
    }

    [Fact]
    public async Task A_node_that_refuses_the_mask_while_others_send_is_read_without_it()
    {
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, RecordingStory.Node("prod/worker-1"), RecordingStory.Node("prod/old"));
        story.Relay.RefusingMasks.Add("prod/old");
        await story.PassAsync(5, _ => 1);
        await story.RecordAsync();
        await story.PassAsync(20, _ => 1);
        await story.StopAsync();
        Assert.Equal(50, story.Ledger.TotalLines);
        Assert.Null(story.Relay.Requests[^1].FieldMask);
    }

    [Fact]
    public async Task A_node_that_the_relay_never_asks_again_is_found_by_its_own_count()
    {
        ChaosNode node = RecordingStory.Node("prod/worker-1");
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, node, RecordingStory.Node("prod/worker-2"));
        await story.RecordAsync();
        await story.PassAsync(30, _ => 1);
        story.Relay.EndPeer(node);
        await story.PassAsync(240, _ => 1);
        await story.StopAsync();
        Assert.Contains(story.Notices, n => n.Kind == RecordingEvent.NodeDeaf && n.Text.Contains("prod/worker-1", StringComparison.Ordinal));
        story.Check();
        Assert.Equal(540, story.Ledger.TotalLines);
        Assert.Single(story.Ledger.United(node.Name));
    }

    [Fact]
    public async Task A_restarted_agent_is_recorded_as_such_and_its_lost_flows_are_not_claimed()
    {
        ChaosNode node = RecordingStory.Node("prod/worker-1");
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, node);
        await story.RecordAsync();
        await story.PassAsync(100, _ => 1);
        story.Relay.RestartAgent(node, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));
        await story.PassAsync(100, _ => 1);
        await story.StopAsync();
        story.Check();
        NodeRestart restart = Assert.Single(story.Ledger.Restarts);
        Assert.Equal(RecordingStory.Start.AddSeconds(100).UtcTicks, restart.Time);
        Assert.Equal(2, story.Ledger.United(node.Name).Count);
    }

    [Fact]
    public async Task Polls_say_how_many_flows_the_nodes_saw()
    {
        ChaosNode node = RecordingStory.Node("prod/worker-1");
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, node);
        await story.RecordAsync();
        await story.PassAsync(300, _ => 3);
        await story.StopAsync();
        Assert.Equal(240 * 3, story.Ledger.Seen.Sum(s => s.Seen));
        Assert.Equal(300 * 3, story.Ledger.Seen.Sum(s => s.Received));
        Assert.Equal(2, story.Ledger.Seen.Where(s => s.Seen > 0).Select(s => s.Hour).Distinct().Count());
    }

    [Fact]
    public async Task A_quiet_node_stays_recorded_through_a_break_when_its_own_count_proves_it()
    {
        ChaosNode quiet = RecordingStory.Node("prod/quiet");
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, quiet, RecordingStory.Node("prod/busy"));
        story.Options = story.Options with { Reach = TimeSpan.FromSeconds(30) };
        story.See(quiet, 1);
        await story.RecordAsync();
        int Busy(ChaosNode node) => node == quiet ? 0 : 1;
        await story.PassAsync(400, Busy);
        story.Relay.Cut();
        await story.PassAsync(400, Busy);
        await story.StopAsync();
        story.Check();
        RecordedSpan proven = story.Ledger.United(quiet.Name)[^1];
        Assert.True(proven.To - proven.From > TimeSpan.FromMinutes(8).Ticks);
    }

    [Fact]
    public async Task A_flow_from_the_future_is_given_up_and_does_not_make_later_ones_look_old()
    {
        ChaosNode node = RecordingStory.Node("prod/worker-1");
        await using RecordingStory story = await RecordingStory.BeginAsync(Seed, node);
        await story.RecordAsync();
        await story.PassAsync(5, _ => 1);
        GetAhead(story, "prod/worker-1");
        await story.PassAsync(30, _ => 1);
        await story.StopAsync();
        Assert.Equal(35, story.Ledger.TotalLines);
        LossCount loss = Assert.Single(story.Ledger.Losses);
        Assert.Equal(("prod/worker-1", LossSource.Recorder, 1), (loss.Node, loss.Source, loss.Events));
    }

    private static void GetAhead(RecordingStory story, string name) => story.Relay.Send(name, RecordingStory.Start.AddYears(100));
}
