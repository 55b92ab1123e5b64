using System.Text;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Identities;

public class AddressTests
{
    [Theory]
    [InlineData("10.0.1.10", "10.0.1.10/32")]
    [InlineData("255.255.255.255", "255.255.255.255/32")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1/32")]
    [InlineData("::", "::/128")]
    public void An_address_reads_from_text_and_from_bytes_alike(string text, string hostPrefix)
    {
        Assert.True(Address.TryParse(text.AsSpan(), out Address fromText));
        Assert.True(Address.TryParse(Encoding.UTF8.GetBytes(text), out Address fromBytes));
        Assert.Equal(fromText, fromBytes);
        Assert.Equal(hostPrefix, fromText.HostPrefix);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.256")]
    [InlineData("01.2.3.4")]
    [InlineData("1.2.3.4.5")]
    [InlineData("fe80::1%eth0")]
    [InlineData("web")]
    [InlineData("999999999999.1.1.1")]
    public void What_is_no_address_is_refused_in_bytes(string text) =>
        Assert.False(Address.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Addresses_order_by_family_then_value()
    {
        string[] texts = ["2001:db8::1", "10.0.0.2", "::1", "9.255.0.1"];
        Assert.Equal(["9.255.0.1", "10.0.0.2", "::1", "2001:db8::1"], texts.Select(Address.Parse).Order().Select(a => a.ToString()));
    }
}
