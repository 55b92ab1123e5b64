using FlowToPolicy.Identities;
using FlowToPolicy.Review.Explaining;

namespace FlowToPolicy.Tests.Review.Explaining;

public class AskedPortTests
{
    [Theory]
    [InlineData("8080", Protocol.Tcp, 8080)]
    [InlineData("53/UDP", Protocol.Udp, 53)]
    [InlineData("udp/53", Protocol.Udp, 53)]
    [InlineData("icmp/8", Protocol.IcmpV4, 8)]
    [InlineData("icmp/0", Protocol.IcmpV4, 0)]
    [InlineData("icmpv6/128", Protocol.IcmpV6, 128)]
    [InlineData("9/sctp", Protocol.Sctp, 9)]
    public void A_port_reads_as_readers_write_it(string text, Protocol protocol, int port)
    {
        Assert.True(AskedPort.TryParse(text, out AskedPort asked));
        Assert.Equal((protocol, port), (asked.Protocol, asked.Port));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("+80")]
    [InlineData("http")]
    [InlineData("80/tcp/x")]
    [InlineData("80/quic")]
    [InlineData("icmp/256")]
    [InlineData("/80")]
    [InlineData("80/")]
    public void What_is_no_port_is_refused(string? text) => Assert.False(AskedPort.TryParse(text, out _));
}
