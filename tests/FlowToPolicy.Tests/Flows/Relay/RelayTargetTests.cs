using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Tests.Flows.Relay;

public class RelayTargetTests
{
    [Theory]
    [InlineData("localhost:4245", "localhost:4245")]
    [InlineData("relay.example", "relay.example:4245")]
    [InlineData("10.0.0.1:80", "10.0.0.1:80")]
    [InlineData("[2001:db8::1]:443", "[2001:db8::1]:443")]
    [InlineData("[::1]", "[::1]:4245")]
    [InlineData("::1", "[::1]:4245")]
    [InlineData("tls://relay.example:443", "tls://relay.example:443")]
    [InlineData("TLS://relay.example", "tls://relay.example:4245")]
    [InlineData("tls://[::1]:443", "tls://[::1]:443")]
    [InlineData("unix:///var/run/cilium/hubble.sock", "unix:///var/run/cilium/hubble.sock")]
    [InlineData("unix:/var/run/hubble.sock", "unix:///var/run/hubble.sock")]
    [InlineData("unix:hubble.sock", "unix:hubble.sock")]
    [InlineData("dns:///relay.example:80", "relay.example:80")]
    [InlineData("passthrough:///relay.example:80", "relay.example:80")]
    [InlineData(" localhost:4245 ", "localhost:4245")]
    public void A_target_is_written_as_in_hubble(string text, string expected)
    {
        Assert.True(RelayTarget.TryParse(text, out RelayTarget? target, out string? problem), problem);
        Assert.Equal(expected, target.ToString());
        Assert.True(RelayTarget.TryParse(target.ToString(), out RelayTarget? again, out _));
        Assert.Equal(target, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:")]
    [InlineData("localhost:0")]
    [InlineData("localhost:65536")]
    [InlineData("localhost:http")]
    [InlineData(":4245")]
    [InlineData("http://localhost:4245")]
    [InlineData("localhost:4245/path")]
    [InlineData("me@localhost:4245")]
    [InlineData("a:b:c")]
    [InlineData("[localhost]:80")]
    [InlineData("[::1]80")]
    [InlineData("unix:")]
    [InlineData("tls://")]
    [InlineData("a\u001bb:1")]
    public void What_is_no_target_is_refused_with_what_to_write(string text)
    {
        Assert.False(RelayTarget.TryParse(text, out _, out string? problem));
        Assert.Matches("write (host:port, tls://host:port or )?unix:///", problem);
        Assert.DoesNotContain(problem, char.IsControl);
    }
}
