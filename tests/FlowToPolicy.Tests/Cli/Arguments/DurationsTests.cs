using FlowToPolicy.Cli.Arguments;

namespace FlowToPolicy.Tests.Cli.Arguments;

public class DurationsTests
{
    [Theory]
    [InlineData("90m", 5400)]
    [InlineData("36h", 129600)]
    [InlineData("14d", 1209600)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("1d12h", 129600)]
    [InlineData(".5m", 30)]
    [InlineData("2000ms", 2)]
    [InlineData("3000000us", 3)]
    [InlineData("3000000µs", 3)]
    [InlineData("0", 0)]
    public void Durations_are_those_of_Go_and_days(string text, int seconds)
    {
        Assert.True(Durations.TryParse(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("14")]
    [InlineData("-5m")]
    [InlineData("5 m")]
    [InlineData("5w")]
    [InlineData("1.2.3h")]
    [InlineData("99999999999999999999h")]
    [InlineData("9999999999d")]
    [InlineData("1e3s")]
    [InlineData(".s")]
    public void Everything_else_is_no_duration(string text) => Assert.False(Durations.TryParse(text, out _));
}
