using FlowToPolicy.Cli.Inputs;

namespace FlowToPolicy.Tests.Cli.Inputs;

public class HubbleConfigFileTests
{
    [Theory]
    [InlineData("server: localhost:4245", "server=localhost:4245")]
    [InlineData("server: \"tls://relay:443\" # ours", "server=tls://relay:443")]
    [InlineData("server: 'it''s'", "server=it's")]
    [InlineData("tls: true\r\ntimeout: 10s\r\n", "timeout=10s tls=true")]
    [InlineData("tls-ca-cert-files: [a.pem, \"b.pem\"]", "tls-ca-cert-files=a.pem,b.pem")]
    [InlineData("tls-ca-cert-files:\n  - a.pem\n  - 'b.pem'\nserver: x:1", "server=x:1 tls-ca-cert-files=a.pem,b.pem")]
    [InlineData("tls-ca-cert-files:\n- a.pem", "tls-ca-cert-files=a.pem")]
    [InlineData("# all of it\n---\n\n", "")]
    [InlineData("server: null\ntls: ~\nempty:\n", "")]
    [InlineData("nested:\n  server: wrong:1\nserver: right:1", "server=right:1")]
    [InlineData("password: a#b", "password=a#b")]
    [InlineData("no colon here", "")]
    public void A_flat_map_of_values_and_lists_is_read(string text, string expected)
    {
        IEnumerable<string> settings = HubbleConfigFile.Parse(text)
            .OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={string.Join(',', s.Value)}");
        Assert.Equal(expected, string.Join(' ', settings));
    }
}
