using FlowToPolicy.Cli.Arguments;

namespace FlowToPolicy.Tests.Cli.Arguments;

public class MomentTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("14d", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-01T10Z", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10+02:00", "2026-03-01T08:00:00Z")]
    [InlineData("2026-03-01T10:30Z", "2026-03-01T10:30:00Z")]
    [InlineData("2026-03-01T10:30:15Z", "2026-03-01T10:30:15Z")]
    [InlineData("2026-03-01T10:30:15.5+01:00", "2026-03-01T09:30:15.5Z")]
    [InlineData("Sun, 01 Mar 2026 10:30:15 +0100", "2026-03-01T09:30:15Z")]
    public void A_moment_is_so_long_ago_or_a_time_as_hubble_takes_it(string text, string expected)
    {
        Assert.True(Moment.TryParse(text, out Moment moment));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), moment.Resolve(Now));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("2026-03-01 10:00")]
    [InlineData("")]
    public void Everything_else_is_no_moment(string text) => Assert.False(Moment.TryParse(text, out _));

    [Fact]
    public void A_moment_before_the_calendar_is_its_beginning()
    {
        Assert.True(Moment.TryParse("1000000d", out Moment moment));
        Assert.Equal(DateTimeOffset.MinValue, moment.Resolve(Now));
    }
}
