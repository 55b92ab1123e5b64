using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

public class WindowTests
{
    private static readonly string Text = string.Concat(Enumerable.Range(0, 10).Select(hour =>
        Reading.Flow(hour).Replace("T10:00", $"T0{hour}:00", StringComparison.Ordinal) + "\n"));

    [Fact]
    public void Flows_outside_the_window_are_skipped_and_counted()
    {
        Reading reading = Reading.OfText(Text, Window(At(3), At(5)));
        Assert.Equal(3, reading.Flows.Count);
        Assert.Equal(7, reading.Sink.Skips.Count(r => r == SkipReason.OutsideWindow));
        Assert.Equal((10, 3, At(0), At(9)), (reading.Summary!.Lines, reading.Summary.Flows, reading.Summary.Earliest, reading.Summary.Latest));
    }

    [Fact]
    public void Flows_without_a_time_are_skipped_when_there_is_a_window()
    {
        string timeless = Reading.Flow(1).Replace("2026-03-01T10:00:00Z", "NaN", StringComparison.Ordinal) + "\n";
        Assert.Equal(11, Reading.OfText(Text + timeless).Flows.Count);
        Assert.Contains(SkipReason.NoTime, Reading.OfText(Text + timeless, Window(At(0), 0)).Sink.Skips);
        Assert.Equal(
            "standard input: none of 1 flows has a time; leave --since and --until out",
            Reading.OfText(timeless, Window(At(0), 0)).Error);
    }

    [Fact]
    public void When_nothing_falls_into_the_window_the_error_names_what_the_input_covers() =>
        Assert.Equal(
            "standard input: no flow falls into the window; the input covers 2026-03-01T00:00:00Z to 2026-03-01T09:00:00Z: "
            + "set --since and --until within it",
            Reading.OfText(Text, Window(At(9) + 1, 0)).Error);

    [Fact]
    public void Namespaces_and_pods_are_filtered()
    {
        Assert.Equal(10, Reading.OfText(Text, Filter(new FlowFilter(["shop"]))).Flows.Count);
        Reading none = Reading.OfText(Text, Filter(new FlowFilter(["pay"])));
        Assert.Equal(
            "standard input: none of 10 flows in the window is of a namespace or pod that was asked for; check the names, or leave the filter out",
            none.Error);
        Assert.All(none.Sink.Skips, reason => Assert.Equal(SkipReason.FilteredOut, reason));
    }

    [Fact]
    public void Lost_events_pass_whatever_is_asked_for()
    {
        Reading reading = Reading.OfText(
            Text + "{\"lost_events\":{\"num_events_lost\":\"3\"},\"time\":\"2020-01-01T00:00:00Z\"}\n", Window(At(9), 0));
        Assert.Equal(3, Assert.Single(reading.Sink.LostEvents).Count);
    }

    private static long At(int hour) => new DateTime(2026, 3, 1, hour, 0, 0, DateTimeKind.Utc).Ticks;

    private static LogOptions Window(long since, long until) => Filter(new FlowFilter(since: since, until: until));

    private static LogOptions Filter(FlowFilter filter) => LogOptions.Default with { Filter = filter };
}
