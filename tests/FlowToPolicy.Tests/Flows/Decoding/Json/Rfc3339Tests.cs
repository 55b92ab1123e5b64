using System.Text;
using FlowToPolicy.Flows.Decoding.Json;

namespace FlowToPolicy.Tests.Flows.Decoding.Json;

public class Rfc3339Tests
{
    private static readonly long Noon = new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc).Ticks;

    [Theory]
    [InlineData("2024-02-29T12:00:00Z", 0)]
    [InlineData("2024-02-29T12:00:00.1Z", 1_000_000)]
    [InlineData("2024-02-29T12:00:00.123Z", 1_230_000)]
    [InlineData("2024-02-29T12:00:00.123456Z", 1_234_560)]
    [InlineData("2024-02-29T12:00:00.1234567Z", 1_234_567)]
    [InlineData("2024-02-29T12:00:00.123456789Z", 1_234_567)]
    [InlineData("2024-02-29T12:00:00.999999999Z", 9_999_999)]
    [InlineData("2024-02-29t12:00:00z", 0)]
    [InlineData("2024-02-29 12:00:00Z", 0)]
    [InlineData("2024-02-29T13:30:00+01:30", 0)]
    [InlineData("2024-02-29T10:00:00.5-02:00", 5_000_000)]
    [InlineData("2024-03-01T11:59:00+23:59", 0)]
    public void Times_are_cut_to_100_ns(string text, long behindNoon)
    {
        Assert.True(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out long ticks));
        Assert.Equal(Noon + behindNoon, ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2024-02-29")]
    [InlineData("2023-02-29T12:00:00Z")]
    [InlineData("2024-13-01T12:00:00Z")]
    [InlineData("2024-00-01T12:00:00Z")]
    [InlineData("2024-02-00T12:00:00Z")]
    [InlineData("2024-02-29T24:00:00Z")]
    [InlineData("2024-02-29T12:60:00Z")]
    [InlineData("2024-02-29T12:00:60Z")]
    [InlineData("0000-02-29T12:00:00Z")]
    [InlineData("2024-02-29T12:00:00.Z")]
    [InlineData("2024-02-29T12:00:00.1234567890Z")]
    [InlineData("2024-02-29T12:00:00+0100")]
    [InlineData("2024-02-29T12:00:00+24:00")]
    [InlineData("2024-02-29T12:00:00Zx")]
    [InlineData("2024-02-29T12:00:00.1")]
    [InlineData("2O24-02-29T12:00:00Z")]
    [InlineData("-024-02-29T12:00:00Z")]
    public void What_is_no_time_is_refused(string text) =>
        Assert.False(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
