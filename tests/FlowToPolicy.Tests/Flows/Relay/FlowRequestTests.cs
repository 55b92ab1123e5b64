using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Tests.Flows.Relay;

public class FlowRequestTests
{
    [Fact]
    public void What_cannot_be_combined_is_told()
    {
        Assert.Null(new FlowRequest { Last = 5, Follow = true, Since = 7 }.Conflict);
        Assert.Contains("--last and --first", new FlowRequest { Last = 1, First = 1 }.Conflict, StringComparison.Ordinal);
        Assert.Contains("--first and --follow", new FlowRequest { First = 1, Follow = true }.Conflict, StringComparison.Ordinal);
        Assert.Contains("--until and --follow", new FlowRequest { Until = 1, Follow = true }.Conflict, StringComparison.Ordinal);
        Assert.Contains("--since is later", new FlowRequest { Since = 2, Until = 1 }.Conflict, StringComparison.Ordinal);
        Assert.Contains("from 1", new FlowRequest { Last = -1 }.Conflict, StringComparison.Ordinal);
        Assert.Contains("'pay/db'", new FlowRequest { Namespaces = ["shop"], Pods = ["pay/db"] }.Conflict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("two\r\n\tlines ", "two lines")]
    [InlineData("\u001b[31mred\u0085\u202e", "\uFFFD[31mred \uFFFD")]
    [InlineData("ünï 🐝", "ünï 🐝")]
    public void Text_of_others_fits_one_line(string text, string expected) => Assert.Equal(expected, OneLine.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("half \uFFFD pair", OneLine.Of($"half {(char)0xD800} pair"));

    [Fact]
    public void Text_of_others_has_an_end() => Assert.Equal(803, OneLine.Of(new string('x', 10_000)).Length);

    [Theory]
    [InlineData("5s", 5_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("500ms", 500)]
    [InlineData("2000us", 2)]
    [InlineData("0", 0)]
    public void Durations_are_those_of_Go(string text, long milliseconds)
    {
        Assert.True(GoDuration.TryParse(text, out TimeSpan duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5 s")]
    [InlineData("1d")]
    [InlineData("-1s")]
    [InlineData("1.2.3s")]
    [InlineData("1s2")]
    [InlineData("999999999999999999h")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(GoDuration.TryParse(text, out _));
}
