using System.Diagnostics;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;
using Microsoft.AspNetCore.Http;
using ApiFlow = FlowToPolicy.Hubble.Api.Flow;
using GetFlowsRequest = FlowToPolicy.Hubble.Api.GetFlowsRequest;
using GetFlowsResponse = FlowToPolicy.Hubble.Api.GetFlowsResponse;

namespace FlowToPolicy.Tests.Flows.Relay;

public class RelaySourceTests
{
    [Fact]
    public async Task A_stream_is_read_to_its_end()
    {
        await using RelayServer server = await RelayServer.StartAsync(
        [
            HubbleMessages.Status(NodeState.Connected, "", "worker-1", "worker-2"),
            .. HubbleMessages.Flows(3),
            HubbleMessages.Lost(17),
            HubbleMessages.Flow(second: 3, node: "worker-2"),
            new GetFlowsResponse(),
        ]);
        var sink = new RecordingSink();
        var progress = new RelayProgress();

        Assert.Equal(RelayEnd.Complete, await RelaySource.ReadAsync(server.Options, new FlowRequest(), new EndpointTable(), sink, progress, default));

        Assert.Equal([0, 1, 2, 3], sink.Flows.Select(f => (int)TimeSpan.FromTicks(f.Time - HubbleMessages.Start.Ticks).TotalSeconds));
        Assert.Equal(["worker-1", "worker-1", "worker-1", "worker-2"], sink.Flows.Select(f => f.NodeName));
        Assert.Equal(new LostEvents(LostEventSource.HubbleRingBuffer, 17, "worker-1", HubbleMessages.Start.Ticks), Assert.Single(sink.LostEvents));
        NodeStatus status = Assert.Single(sink.Statuses);
        Assert.Equal(NodeState.Connected, status.State);
        Assert.Equal(["worker-1", "worker-2"], status.Nodes);
        Assert.Equal([SkipReason.NodeStatus, SkipReason.LostEvents, SkipReason.NotAFlow], sink.Skipped);
        Assert.Equal(4, progress.Flows);
        Assert.InRange(progress.Bytes, 500, 5_000);
    }

    [Fact]
    public async Task Equal_endpoints_are_one_object_of_the_given_table()
    {
        var table = new EndpointTable();
        (RecordingSink sink, _) = await ReadAsync(new RelayBehaviour { Messages = HubbleMessages.Flows(2) }, new FlowRequest(), table);
        Assert.Same(sink.Flows[0].Source, sink.Flows[1].Source);
        Assert.Same(sink.Flows[0].Source, table.Intern(sink.Flows[0].Source with { }));
    }

    [Fact]
    public async Task The_request_asks_for_what_is_wanted()
    {
        var request = new FlowRequest
        {
            Since = HubbleMessages.Start.Ticks,
            Until = HubbleMessages.Start.AddHours(1).Ticks,
            Last = 20,
            Namespaces = ["shop"],
            Pods = ["web", "shop/cart", "/dns"],
        };
        (_, GetFlowsRequest[] sent) = await ReadAsync(new RelayBehaviour(), request);

        GetFlowsRequest asked = Assert.Single(sent);
        Assert.Equal(20ul, asked.Number);
        Assert.False(asked.First || asked.Follow);
        Assert.Equal("2026-03-01T10:00:00Z", asked.Since.ToString().Trim('"'));
        Assert.Equal("2026-03-01T11:00:00Z", asked.Until.ToString().Trim('"'));
        Assert.Equal(2, asked.Whitelist.Count);
        Assert.Equal(["shop/web", "shop/cart", "/dns"], asked.Whitelist[0].SourcePod);
        Assert.Equal(["shop/web", "shop/cart", "/dns"], asked.Whitelist[1].DestinationPod);
        Assert.All(asked.Whitelist, f => Assert.Equal([1, 4, 5, 129], f.EventType.Select(e => e.Type)));
        Assert.All(asked.Whitelist, f => Assert.Empty(f.TrafficDirection));
        Assert.All(asked.Whitelist, f => Assert.Empty(f.Reply));
        Assert.Empty(asked.Blacklist);
    }

    [Fact]
    public async Task The_field_mask_names_fields_that_flows_have()
    {
        (_, GetFlowsRequest[] sent) = await ReadAsync(new RelayBehaviour(), new FlowRequest());
        IEnumerable<string> known = ApiFlow.Descriptor.Fields.InDeclarationOrder().Select(f => f.Name);
        Assert.Empty(sent[0].FieldMask.Paths.Except(known));
        Assert.Contains("time", sent[0].FieldMask.Paths);
        Assert.Contains("node_name", sent[0].FieldMask.Paths);
        Assert.DoesNotContain("emitter", sent[0].FieldMask.Paths);

        (_, sent) = await ReadAsync(new RelayBehaviour(), new FlowRequest { FieldMask = false });
        Assert.Null(sent[0].FieldMask);
    }

    [Theory]
    [InlineData(nameof(MaskRefusal.ByStatus), false)]
    [InlineData(nameof(MaskRefusal.ByNode), false)]
    [InlineData(nameof(MaskRefusal.ByNodeForever), true)]
    public async Task A_refused_field_mask_is_withdrawn(string refusal, bool follow)
    {
        var behaviour = new RelayBehaviour { Messages = HubbleMessages.Flows(2), Mask = Enum.Parse<MaskRefusal>(refusal) };
        (RecordingSink sink, GetFlowsRequest[] sent) = await ReadAsync(behaviour, new FlowRequest { Follow = follow });
        Assert.Equal(2, sink.Flows.Count);
        Assert.Equal([true, false], sent.Select(r => r.FieldMask is not null));
        Assert.DoesNotContain(sink.Statuses, s => s.State == NodeState.Error);
    }

    [Fact]
    public async Task What_the_server_did_not_filter_is_filtered_here()
    {
        GetFlowsResponse[] messages =
        [
            HubbleMessages.Flow("shop/web", "shop/cart", second: 0),
            HubbleMessages.Flow("shop/web", "pay/api", second: 10),
            HubbleMessages.Flow("pay/api", "pay/db", second: 20),
            HubbleMessages.Flow("shop/web", "shop/cart", second: 30),
        ];
        messages[0].Flow.Time = messages[0].Time = null;
        var request = new FlowRequest { Namespaces = ["shop"], Since = HubbleMessages.Start.Ticks, Until = HubbleMessages.Start.AddSeconds(25).Ticks };
        (RecordingSink sink, _) = await ReadAsync(new RelayBehaviour { Messages = messages }, request);
        Assert.Equal("pay", Assert.Single(sink.Flows).Destination.Namespace);
        Assert.Equal([SkipReason.NoTime, SkipReason.FilteredOut, SkipReason.OutsideWindow], sink.Skipped);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 2)]
    public async Task Last_and_first_are_per_node(long last, long first)
    {
        GetFlowsResponse[] messages = [.. Enumerable.Range(0, 6).Select(i => HubbleMessages.Flow(second: i, node: i % 2 == 0 ? "a" : "b"))];
        (RecordingSink sink, GetFlowsRequest[] sent) = await ReadAsync(new RelayBehaviour { Messages = messages }, new FlowRequest { Last = last, First = first });
        Assert.Equal((2ul, first > 0), (sent[0].Number, sent[0].First));
        Assert.Equal(["a", "b", "a", "b"], sink.Flows.Select(f => f.NodeName));
        Assert.Equal([SkipReason.BeyondLimit, SkipReason.BeyondLimit], sink.Skipped);
    }

    [Fact]
    public async Task Following_goes_on_after_the_last_flows()
    {
        (RecordingSink sink, GetFlowsRequest[] sent) = await ReadAsync(new RelayBehaviour { Messages = HubbleMessages.Flows(5) }, new FlowRequest { Last = 2, Follow = true });
        Assert.True(sent[0].Follow);
        Assert.Equal(5, sink.Flows.Count);
    }

    [Fact]
    public async Task Told_to_stop_it_ends_well_and_tells_the_server()
    {
        using var stop = new CancellationTokenSource();
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Messages = HubbleMessages.Flows(3), StaysOpen = true });
        var sink = new RecordingSink();
        Task<RelayEnd> reading = RelaySource.ReadAsync(server.Options, new FlowRequest { Follow = true }, new EndpointTable(), sink, null, stop.Token);
        await sink.First.WaitAsync(TimeSpan.FromSeconds(20));
        await Task.Delay(50);
        await stop.CancelAsync();
        Assert.Equal(RelayEnd.Stopped, await reading.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(3, sink.Flows.Count);
        var clock = Stopwatch.StartNew();
        while (server.BrokenOff == 0 && clock.Elapsed < TimeSpan.FromSeconds(20))
        {
            await Task.Delay(10);
        }

        Assert.Equal(1, server.BrokenOff);
    }

    [Fact]
    public async Task Told_to_stop_before_it_began_it_ends_well()
    {
        Assert.Equal(RelayEnd.Stopped, await RelaySource.ReadAsync(
            new RelayOptions(), new FlowRequest(), new EndpointTable(), new RecordingSink(), null, new CancellationToken(true)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_every_node_fails_the_reading_fails(bool follow)
    {
        GetFlowsResponse[] messages =
        [
            HubbleMessages.Status(NodeState.Connected, "", "a", "b"),
            HubbleMessages.Status(NodeState.Error, "bad\nfilter", "a"),
            HubbleMessages.Status(NodeState.Error, "bad filter too", "b"),
        ];
        RelayException failed = await FailAsync(new RelayBehaviour { Messages = messages, StaysOpen = follow }, new FlowRequest { Follow = follow });
        Assert.EndsWith("every node behind the relay answered with an error (bad filter): look at the filters, and at the agents on a, b", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_one_node_of_two_fails_the_other_counts()
    {
        GetFlowsResponse[] messages =
        [
            HubbleMessages.Status(NodeState.Connected, "", "a", "b"),
            HubbleMessages.Status(NodeState.Error, "agent down", "a"),
        ];
        (RecordingSink sink, _) = await ReadAsync(new RelayBehaviour { Messages = messages }, new FlowRequest());
        Assert.Equal("agent down", sink.Statuses[1].Message);
        (sink, _) = await ReadAsync(new RelayBehaviour { Messages = [.. messages, HubbleMessages.Flow(), HubbleMessages.Status(NodeState.Error, "gone", "b")] }, new FlowRequest());
        Assert.Single(sink.Flows);
    }

    [Fact]
    public async Task When_no_node_can_be_reached_the_reading_fails()
    {
        RelayException failed = await FailAsync(new RelayBehaviour { Messages = [HubbleMessages.Status(NodeState.Unavailable, "", "b", "a")] }, new FlowRequest());
        Assert.Contains("the relay reaches none of its nodes (a, b)", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_what_was_read()
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Messages = HubbleMessages.Flows(3), Status = 14, StatusMessage = "going away" });
        var sink = new RecordingSink();
        RelayException failed = await Assert.ThrowsAsync<RelayException>(() =>
            RelaySource.ReadAsync(server.Options, new FlowRequest(), new EndpointTable(), sink, null, default));
        Assert.Equal(3, failed.FlowsRead);
        Assert.Equal(3, sink.Flows.Count);
        Assert.Contains("going away", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_dies_within_a_stream_is_told()
    {
        RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Messages = HubbleMessages.Flows(1), StaysOpen = true });
        var sink = new RecordingSink();
        Task<RelayEnd> reading = RelaySource.ReadAsync(server.Options, new FlowRequest { Follow = true }, new EndpointTable(), sink, null, default);
        await sink.First.WaitAsync(TimeSpan.FromSeconds(20));
        await server.DisposeAsync();
        RelayException failed = await Assert.ThrowsAsync<RelayException>(() => reading.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(1, failed.FlowsRead);
    }

    [Fact]
    public async Task What_a_sink_throws_is_not_blamed_on_the_relay()
    {
        await using RelayServer server = await RelayServer.StartAsync(HubbleMessages.Flows(1));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RelaySource.ReadAsync(server.Options, new FlowRequest(), new EndpointTable(), new ThrowingSink(), null, default));
    }

    [Fact]
    public async Task A_damaged_message_is_counted_and_the_next_one_is_read()
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour
        {
            Answer = async context =>
            {
                await context.Response.Body.WriteAsync(RelayServer.Frame([0x0A, 0x50, 0x01]));
                await context.Response.Body.WriteAsync(RelayServer.Frame([0x12, 0x01, 0x08]));
                await context.Response.Body.WriteAsync(RelayServer.Frame([0x1A, 0x01, 0x00]));
                await context.Response.Body.WriteAsync(RelayServer.Frame([0x0A, 0x02, 0x10, 0x01]));
                context.Response.AppendTrailer("grpc-status", "0");
            },
        });
        var sink = new RecordingSink();
        await RelaySource.ReadAsync(server.Options, new FlowRequest(), new EndpointTable(), sink, null, default);
        Assert.Equal([SkipReason.Damaged, SkipReason.Damaged, SkipReason.Damaged], sink.Skipped);
        Assert.Equal(Verdict.Forwarded, Assert.Single(sink.Flows).Verdict);
    }

    [Fact]
    public async Task A_slow_stream_is_waited_for()
    {
        (RecordingSink sink, _) = await ReadAsync(new RelayBehaviour { Messages = HubbleMessages.Flows(3), Pause = TimeSpan.FromMilliseconds(150) }, new FlowRequest());
        Assert.Equal(3, sink.Flows.Count);
    }

    private static async Task<(RecordingSink Sink, GetFlowsRequest[] Sent)> ReadAsync(RelayBehaviour behaviour, FlowRequest request, EndpointTable? table = null)
    {
        await using RelayServer server = await RelayServer.StartAsync(behaviour);
        var sink = new RecordingSink();
        await RelaySource.ReadAsync(server.Options, request, table ?? new EndpointTable(), sink, null, default);
        return (sink, [.. server.Requests]);
    }

    private static async Task<RelayException> FailAsync(RelayBehaviour behaviour, FlowRequest request) =>
        await Assert.ThrowsAsync<RelayException>(() => ReadAsync(behaviour, request));

    private sealed class ThrowingSink : IFlowSink
    {
        public void Accept(in Flow flow) => throw new InvalidOperationException("full");

        public void Lost(in LostEvents lost)
        {
        }

        public void Status(NodeStatus status)
        {
        }

        public void Skip(SkipReason reason)
        {
        }
    }
}
