using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Identities;
using FlowToPolicy.Recorder.Recording;

namespace FlowToPolicy.Tests.Recorder.Recording;

public class FlowKeyTests
{
    [Fact]
    public void A_flow_with_a_uuid_is_known_by_it()
    {
        var uuid = new Guid("8e6a7a1c-7a0f-4d9e-9d3f-0b8a1c2d3e4f");
        Assert.Equal(uuid, FlowKey.Of(Sample() with { Uuid = uuid }, 1));
    }

    [Fact]
    public void The_fingerprint_is_the_same_in_every_process() =>
        Assert.Equal(new Guid("2281761d-db73-3fe1-1780-9a0da8f2a395"), FlowKey.Of(Sample(), FlowKey.Hash("prod/worker-1")));

    [Fact]
    public void Every_part_of_the_fingerprint_counts()
    {
        Flow flow = Sample();
        Guid[] keys =
        [
            FlowKey.Of(flow, 1),
            FlowKey.Of(flow, 2),
            FlowKey.Of(flow with { Time = flow.Time + 1 }, 1),
            FlowKey.Of(flow with { SourcePort = 40002 }, 1),
            FlowKey.Of(flow with { DestinationPort = 8081 }, 1),
            FlowKey.Of(flow with { Protocol = Protocol.Udp }, 1),
            FlowKey.Of(flow with { Event = FlowEvent.PolicyVerdict }, 1),
            FlowKey.Of(flow with { EventSubType = 4 }, 1),
            FlowKey.Of(flow with { SourceAddress = flow.DestinationAddress, DestinationAddress = flow.SourceAddress }, 1),
            FlowKey.Of(flow with { SourceAddress = At("2001:db8::1") }, 1),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void A_million_neighbours_have_a_million_fingerprints()
    {
        var keys = new HashSet<Guid>();
        Flow flow = Sample();
        for (int i = 0; i < 1_000_000; i++)
        {
            flow.Time = 638_000_000_000_000_000 + (i / 100);
            flow.SourcePort = (ushort)(40_000 + (i % 100));
            Assert.True(keys.Add(FlowKey.Of(flow, 7)));
        }
    }

    [Fact]
    public void Keys_are_forgotten_by_time_and_beyond_the_largest_ring()
    {
        var keys = new OverlapKeys();
        for (int i = 0; i <= OverlapKeys.Limit; i++)
        {
            Assert.True(keys.Add(i, new Guid(i, 0, 0, new byte[8])));
        }

        Assert.Equal(OverlapKeys.Limit, keys.Count);
        Assert.False(keys.Contains(new Guid(0, 0, 0, new byte[8])));
        Assert.False(keys.Add(9, new Guid(1, 0, 0, new byte[8])));
        keys.ForgetBefore(100);
        Assert.Equal(new Guid(100, 0, 0, new byte[8]), keys.Rent()[0]);
        Assert.Equal(OverlapKeys.Limit - 99, keys.Count);
    }

    private static Flow Sample() => Flow.Blank with
    {
        Time = 638_000_000_000_000_000,
        SourceAddress = At("10.0.1.10"),
        DestinationAddress = At("10.0.2.20"),
        SourcePort = 40001,
        DestinationPort = 8080,
        Protocol = Protocol.Tcp,
        Event = FlowEvent.Trace,
    };

    private static Address At(string text) => Address.TryParse(Encoding.ASCII.GetBytes(text), out Address address) ? address : throw new FormatException(text);
}
