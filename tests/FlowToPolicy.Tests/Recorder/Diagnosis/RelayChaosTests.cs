using FlowToPolicy.Recorder.Diagnosis;
using FlowToPolicy.Recorder.Diagnosis.Relays;
using FlowToPolicy.Tests.Flows.Relay;
using FlowToPolicy.Tests.Recorder.Chaos;

namespace FlowToPolicy.Tests.Recorder.Diagnosis;

/// <summary>Everything that goes wrong with a relay, and what a doctor says of it.</summary>
public sealed class RelayChaosTests
{
    [Fact]
    public async Task A_relay_that_is_well_has_nothing_to_object_to_but_what_its_flows_lack()
    {
        await using RelayStory story = await RelayStory.BeginAsync(null, RelayStory.Node("prod/worker-1"), RelayStory.Node("prod/worker-2"));

        IReadOnlyList<CheckResult> results = await story.ExamineAsync();

        Assert.Equal(["relay", "tls", "versions", "nodes", "restarts", "ring", "field-mask", "stream", "loss-now", "clocks"], results.Take(10).Select(r => r.Name));
        Assert.All(results.Take(10), r => Assert.True(r.State == CheckState.Ok, r.ToString()));
        Assert.All(results, r => Assert.NotEqual(CheckState.Failing, r.State));
        Assert.Equal(results.Count, results.Select(r => r.Name).Distinct().Count());
        Assert.DoesNotContain(results, r => r.Name == "window");
        Assert.Equal("2 nodes connected", results.Single(r => r.Name == "nodes").Finding);
        Assert.Equal("relay 1.18, agents 1.18", results.Single(r => r.Name == "versions").Finding);
        Assert.StartsWith("plaintext", results.Single(r => r.Name == "tls").Finding, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_relay_that_is_gone() => SaysAsync("relay", CheckState.Failing, "not available", story => story.Relay.Refuse(1));

    [Fact]
    public Task A_relay_that_is_slow() => SaysAsync("relay", CheckState.Warning, "answered only after", story => story.Relay.Slowness = TimeSpan.FromSeconds(2.2));

    [Fact]
    public Task A_node_that_the_relay_has_lost() =>
        SaysAsync("nodes", CheckState.Warning, "1 of 2 nodes cannot be read: prod/worker-1", story => story.Relay.LosePeer(story.Relay.Nodes[0], TimeSpan.Zero, TimeSpan.FromHours(1)));

    [Fact]
    public Task All_nodes_lost() =>
        SaysAsync("nodes", CheckState.Failing, "none of 2 nodes", story => story.Relay.Nodes.ForEach(n => story.Relay.LosePeer(n, TimeSpan.Zero, TimeSpan.FromHours(1))));

    [Fact]
    public Task A_relay_without_nodes() => SaysAsync("nodes", CheckState.Failing, "knows no node", story => story.Relay.Do(story.Relay.Nodes.Clear));

    [Fact]
    public Task An_agent_that_has_just_started_anew() =>
        SaysAsync("restarts", CheckState.Warning, "prod/worker-2", story => story.Relay.RestartAgent(story.Relay.Nodes[1], TimeSpan.Zero, TimeSpan.Zero));

    [Fact]
    public Task A_node_that_refuses_field_masks() => SaysAsync("field-mask", CheckState.Warning, "refuses the field mask", story => story.Relay.RefusingMasks.Add("prod/worker-1"));

    [Fact]
    public Task A_connection_that_breaks() => SaysAsync("stream", CheckState.Warning, "cannot read from 127.0.0.1", whileFollowing: story => story.Relay.Cut());

    [Fact]
    public Task A_stream_that_the_relay_ends() => SaysAsync("stream", CheckState.Warning, "the relay ended the stream", whileFollowing: story => story.Relay.EndStream());

    [Fact]
    public Task A_node_of_which_nothing_arrives_although_nobody_says_so() =>
        SaysAsync("loss-now", CheckState.Warning, "flows are seen on prod/worker-1", whileFollowing: story => story.Relay.EndPeer(story.Relay.Nodes[0]));

    [Fact]
    public Task Events_that_nodes_lost_before() =>
        SaysAsync("loss", CheckState.Warning, "17 events lost", story => story.Relay.Do(() => story.Relay.Nodes[0].AddLoss(DateTimeOffset.UtcNow, 17)));

    [Fact]
    public Task Events_that_nodes_lose_now() =>
        SaysAsync("loss-now", CheckState.Warning, "17 events lost", whileFollowing: story => story.Relay.Do(() => story.Relay.Nodes[0].AddLoss(DateTimeOffset.UtcNow, 17)));

    [Theory]
    [InlineData(3600, "ahead")]
    [InlineData(-3600, "behind")]
    public Task A_clock_that_is_wrong(int seconds, string way) =>
        SaysAsync("clocks", CheckState.Warning, $"prod/worker-3 60 min {way}", whileFollowing: story => story.Relay.Send("prod/worker-3", DateTimeOffset.UtcNow.AddSeconds(seconds)));

    [Fact]
    public async Task A_ring_that_holds_a_few_seconds_only_is_named_worst_first()
    {
        await using RelayStory story = await RelayStory.BeginAsync(null, RelayStory.Node("prod/worker-1", 1023), RelayStory.Node("prod/worker-2", 255));

        CheckResult ring = Single(await story.ExamineAsync(), "ring");

        Assert.Equal(CheckState.Warning, ring.State);
        Assert.Matches("^the rings hold too little: prod/worker-2 [0-9.]+ s of 255 flows, prod/worker-1 [0-9.]+ s of 1023 flows;", ring.Finding);
        Assert.Contains("eventBufferCapacity", ring.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_in_the_place_of_a_relay_is_told_from_one()
    {
        await using RelayServer agent = await RelayServer.StartAsync(new RelayBehaviour { Messages = HubbleMessages.Flows(3), StaysOpen = true });
        var examination = new RelayExamination(agent.Options, TimeProvider.System, TimeSpan.FromSeconds(1)) { LongestReading = TimeSpan.FromSeconds(2) };

        IReadOnlyList<CheckResult> results = RelayChecks.Examine(await examination.ExamineAsync(CancellationToken.None));

        CheckResult nodes = Single(results, "nodes");
        Assert.Equal(CheckState.Warning, nodes.State);
        Assert.StartsWith("this is one agent", nodes.Finding, StringComparison.Ordinal);
        Assert.Contains("is not said", Single(results, "loss-now").Finding, StringComparison.Ordinal);

        // Its flows are of a day that has long passed.
        Assert.Equal(CheckState.Warning, Single(results, "clocks").State);
    }

    [Fact]
    public async Task Agents_of_an_old_version_without_uuids_are_named()
    {
        await using RelayStory story = await RelayStory.BeginAsync(null, RelayStory.Node("prod/worker-1"), new ChaosNode("prod/worker-2", 4095, DateTimeOffset.UtcNow.AddDays(-1)) { Version = "cilium v1.13.9", WithoutUuids = true });

        IReadOnlyList<CheckResult> results = await story.ExamineAsync();

        Assert.StartsWith("older than 1.14: prod/worker-2;", Single(results, "versions").Finding, StringComparison.Ordinal);
        Assert.Equal(CheckState.Warning, Single(results, "uuids").State);
    }

    [Fact]
    public async Task Agents_of_different_versions_are_named()
    {
        await using RelayStory story = await RelayStory.BeginAsync(null, RelayStory.Node("prod/worker-1"), new ChaosNode("prod/worker-2", 4095, DateTimeOffset.UtcNow.AddDays(-1)) { Version = "v1.19.0" });

        CheckResult versions = Single(await story.ExamineAsync(), "versions");

        Assert.Equal((CheckState.Warning, "the agents differ: 1.18 on prod/worker-1; 1.19 on prod/worker-2"), (versions.State, versions.Finding));
    }

    private static async Task SaysAsync(string check, CheckState state, string cause, Action<RelayStory>? before = null, Action<RelayStory>? whileFollowing = null)
    {
        await using RelayStory story = await RelayStory.BeginAsync(null, RelayStory.Node("prod/worker-1", 32767), RelayStory.Node("prod/worker-2", 32767));
        before?.Invoke(story);

        CheckResult result = Single(await story.ExamineAsync(whileFollowing is null ? null : () => whileFollowing(story)), check);

        Assert.Equal(state, result.State);
        Assert.Contains(cause, result.Finding, StringComparison.Ordinal);
        Assert.NotEmpty(result.Cure);
    }

    private static CheckResult Single(IReadOnlyList<CheckResult> results, string check)
    {
        Assert.All(results, r => Assert.Equal(r.State == CheckState.Ok, r.Cure.Length == 0));
        return Assert.Single(results, r => r.Name == check);
    }
}
