using FlowToPolicy.Cli.Inputs;

namespace FlowToPolicy.Tests.Cli.Inputs;

public class ProgressLineTests
{
    [Fact]
    public void The_time_left_is_said_when_the_size_is_known() =>
        Assert.Equal(
            "1 000 000 flows, 500 000 flows/s, 25.0 MB (25 %, 6s left)",
            ProgressLine.Text(new ReadingProgress(25_000_000, 100_000_000, 1_000_000), TimeSpan.FromSeconds(2)));

    [Fact]
    public void Without_a_size_only_what_was_read_is_said() =>
        Assert.Equal("10 flows, 10 flows/s, 0.0 MB", ProgressLine.Text(new ReadingProgress(5000, null, 10), TimeSpan.FromSeconds(1)));
}
