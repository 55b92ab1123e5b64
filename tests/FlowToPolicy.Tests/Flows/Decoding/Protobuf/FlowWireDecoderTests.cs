using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Decoding.Protobuf;
using FlowToPolicy.Hubble.Api;
using FlowToPolicy.Tests.Flows.Logs;
using FlowToPolicy.Tests.Flows.Relay;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Flow = FlowToPolicy.Flows.Flow;

namespace FlowToPolicy.Tests.Flows.Decoding.Protobuf;

public class FlowWireDecoderTests
{
    private readonly FlowWireDecoder _decoder = new(new EndpointTable());
    private Flow _flow = Flow.Blank;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_messages_read_as_the_generated_classes_read_them(int seed)
    {
        var messages = new RandomMessages(seed);
        int flows = 0;
        for (int i = 0; i < 2_000; i++)
        {
            flows += Compare(messages.Next().ToByteArray()) ? 1 : 0;
        }

        Assert.InRange(flows, 1_000, 1_999);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Damaged_messages_never_throw_and_read_as_the_generated_classes_read_them(int seed)
    {
        var messages = new RandomMessages(seed);
        int flows = 0, damaged = 0;
        for (int i = 0; i < 2_000; i++)
        {
            byte[] bytes = messages.Damage(messages.Next().ToByteArray());
            WireMessage kind = _decoder.Decode(bytes, ref _flow);
            if (!GetFlowsResponse.Parser.TryParse(bytes, out _))
            {
                damaged += kind == WireMessage.Damaged ? 1 : 0;
            }
            else if (kind != WireMessage.NotAFlow)
            {
                // Damage can make a field stand twice, where an impossible number counts though a possible one follows.
                flows += Compare(bytes) ? 1 : 0;
            }
        }

        Assert.InRange(flows, 100, 2_000);
        Assert.InRange(damaged, 300, 2_000);
    }

    [Fact]
    public void What_a_message_says_twice_is_merged()
    {
        byte[] once = HubbleMessages.Flow().ToByteArray();
        byte[] other = new GetFlowsResponse
        {
            Flow = new FlowToPolicy.Hubble.Api.Flow
            {
                Source = new FlowToPolicy.Hubble.Api.Endpoint { PodName = "later", Labels = { "k8s:more=1" } },
                L4 = new Layer4 { UDP = new UDP { DestinationPort = 53 } },
            },
        }.ToByteArray();

        Assert.True(Compare([.. once, .. other]));
        Assert.Equal("later", _flow.Source.PodName);
        Assert.Equal(3, _flow.Source.Labels.Count);
        Assert.Equal(0, _flow.SourcePort);
        Assert.True(Compare([.. once, .. HubbleMessages.Lost(3).ToByteArray(), .. other]));
    }

    [Fact]
    public void Of_several_kinds_the_last_one_counts()
    {
        byte[] flow = HubbleMessages.Flow().ToByteArray(), lost = HubbleMessages.Lost(3).ToByteArray();
        Assert.Equal(WireMessage.LostEvents, _decoder.Decode([.. flow, .. lost], ref _flow));
        Assert.Equal(WireMessage.NodeStatus, _decoder.Decode(HubbleMessages.Status(FlowToPolicy.Flows.NodeState.Error, "x").ToByteArray(), ref _flow));
        Assert.Equal(WireMessage.Nothing, _decoder.Decode([], ref _flow));
    }

    [Theory]
    [InlineData("0000-00-00", 0)]
    [InlineData("0001-01-01", -62135596800)]
    [InlineData("10000-01-01", 253402300800)]
    [InlineData("long ago", long.MinValue)]
    [InlineData("never", long.MaxValue)]
    public void A_time_outside_the_calendar_is_not_known(string what, long seconds)
    {
        var response = new GetFlowsResponse { Flow = new FlowToPolicy.Hubble.Api.Flow { Time = new Timestamp { Seconds = seconds } } };
        Assert.Equal(WireMessage.Flow, _decoder.Decode(response.ToByteArray(), ref _flow));
        Assert.Equal(seconds == 0 ? DateTime.UnixEpoch.Ticks : 0, _flow.Time);
        response.Time = Timestamp.FromDateTime(HubbleMessages.Start);
        _decoder.Decode(response.ToByteArray(), ref _flow);
        Assert.Equal(seconds == 0 ? DateTime.UnixEpoch.Ticks : HubbleMessages.Start.Ticks, _flow.Time);
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData(65535, WireMessage.Flow)]
    [InlineData(65536, WireMessage.NotAFlow)]
    [InlineData(uint.MaxValue, WireMessage.NotAFlow)]
    public void A_port_above_65535_is_no_port(uint port, WireMessage expected)
    {
        Assert.Equal(expected, _decoder.Decode(HubbleMessages.Flow(port: port).ToByteArray(), ref _flow));
    }

    [Fact]
    public void Invalid_UTF8_is_replaced()
    {
        // Field 1 (flow) with field 11 (node_name) and field 8 (source) with field 5 (pod_name), each of one bad byte.
        byte[] bytes = [0x0A, 0x08, 0x5A, 0x01, 0xFF, 0x42, 0x03, 0x2A, 0x01, 0xC0];
        Assert.Equal(WireMessage.Flow, _decoder.Decode(bytes, ref _flow));
        Assert.Equal("\uFFFD", _flow.NodeName);
        Assert.Equal("\uFFFD", _flow.Source.PodName);
    }

    [Fact]
    public void Names_are_kept_apart_whatever_they_hold()
    {
        var response = new GetFlowsResponse { Flow = new FlowToPolicy.Hubble.Api.Flow { SourceNames = { "b.example.", "a\nB", "a" }, DestinationNames = { "C" } } };
        _decoder.Decode(response.ToByteArray(), ref _flow);
        Assert.Equal(["a", "a\nb", "b.example"], _flow.SourceNames);
        Assert.Equal(["c"], _flow.DestinationNames);
    }

    [Fact]
    public void Groups_nested_without_end_are_damage_and_shallow_ones_are_skipped()
    {
        // Field 7 as a group: 0x3B opens, 0x3C closes.
        byte[] shallow = [.. Enumerable.Repeat((byte)0x3B, 50), .. Enumerable.Repeat((byte)0x3C, 50), 0x0A, 0x02, 0x10, 0x01];
        Assert.Equal(WireMessage.Flow, _decoder.Decode(shallow, ref _flow));
        Assert.Equal(WireMessage.Damaged, _decoder.Decode([.. Enumerable.Repeat((byte)0x3B, 100_000)], ref _flow));
        Assert.Equal(WireMessage.Damaged, _decoder.Decode([0x3B, 0x44], ref _flow));
    }

    [Fact]
    public void In_the_steady_state_a_flow_allocates_nothing()
    {
        byte[][] messages = [.. Steady().Select(m => m.ToByteArray())];
        Decode(messages, 3);

        // The least of several rounds: recompilation may charge a thread once, what a flow allocates comes in every round.
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Decode(messages, 100);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Of_HTTP_neither_URL_nor_headers_are_kept()
    {
        GetFlowsResponse response = HubbleMessages.Flow();
        response.Flow.L7 = new Layer7 { Http = new HTTP { Url = "http://me:pw@cart/v1?token=s3cret", Headers = { new HTTPHeader { Key = "authorization", Value = "s3cret" } } } };
        Assert.True(Compare(response.ToByteArray()));
        Assert.Equal(L7Protocol.Http, _flow.L7);
        Assert.DoesNotContain("s3cret", FlowText.Of(in _flow), StringComparison.Ordinal);
    }

    private void Decode(byte[][] messages, int times)
    {
        for (int i = 0; i < times; i++)
        {
            foreach (byte[] message in messages)
            {
                if (_decoder.Decode(message, ref _flow) != WireMessage.Flow)
                {
                    throw new InvalidOperationException("no flow");
                }
            }
        }
    }

    private static IEnumerable<GetFlowsResponse> Steady()
    {
        for (int i = 0; i < 20; i++)
        {
            GetFlowsResponse response = HubbleMessages.Flow($"shop/web{i}", "shop/cart", 8080, i);
            response.Flow.SourceNames.Add($"host{i}.example.com");
            response.Flow.IP = new IP { Source = $"2001:db8::{i}", Destination = "203.0.113.10" };
            response.Flow.L7 = new Layer7 { Dns = new DNS { Query = "api.example.com.", Ips = { "203.0.113.10", "2001:db8::5" } } };
            response.Flow.Emitter = new Emitter { Version = "1.19.1" };
            yield return response;
        }
    }

    private bool Compare(byte[] bytes)
    {
        GetFlowsResponse response = GetFlowsResponse.Parser.ParseFrom(bytes);
        Flow? expected = FlowOracle.Read(response);
        WireMessage kind = _decoder.Decode(bytes, ref _flow);
        if (expected is not { } flow)
        {
            Assert.NotEqual(WireMessage.Flow, kind);
            return false;
        }

        Assert.Equal(WireMessage.Flow, kind);
        Assert.Equal(FlowText.Of(in flow), FlowText.Of(in _flow));
        return true;
    }
}
