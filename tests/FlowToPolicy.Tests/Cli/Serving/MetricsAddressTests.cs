using FlowToPolicy.Cli.Serving;

namespace FlowToPolicy.Tests.Cli.Serving;

public class MetricsAddressTests
{
    [Theory]
    [InlineData("9464", "127.0.0.1", 9464)]
    [InlineData(":9464", "127.0.0.1", 9464)]
    [InlineData("localhost:80", "127.0.0.1", 80)]
    [InlineData("0.0.0.0:9464", "*", 9464)]
    [InlineData("10.0.0.5:1", "10.0.0.5", 1)]
    [InlineData("[::1]:9464", "[::1]", 9464)]
    public void An_address_is_read_and_without_one_it_is_this_machine(string text, string host, int port)
    {
        Assert.True(MetricsAddress.TryParse(text, out MetricsAddress? address));
        Assert.Equal(new MetricsAddress(host, port), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("metrics.example:9464")]
    [InlineData("::1:9464")]
    [InlineData("[127.0.0.1]:9464")]
    [InlineData("[::]:9464")]
    [InlineData("http://127.0.0.1:9464")]
    public void What_is_no_address_of_this_machine_is_refused(string text) => Assert.False(MetricsAddress.TryParse(text, out _));
}
