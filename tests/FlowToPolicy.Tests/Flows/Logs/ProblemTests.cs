using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

public class ProblemTests
{
    private static readonly LogOptions Strict = LogOptions.Default with { IsStrict = true };

    [Fact]
    public void All_problems_are_counted_and_the_first_ones_kept()
    {
        Reading reading = Reading.OfText(string.Concat(Enumerable.Repeat("{\"flow\":\n", 50)) + Reading.Lines(1));
        Assert.Equal(50, reading.Source.Problems.Count);
        Assert.Equal(InputProblems.Kept, reading.Source.Problems.First.Count);
        Assert.Equal(
            "standard input:1:9: damaged: JSON that ends too early; it is left out; if there are many, take the log anew",
            reading.Problems.First());
        Assert.Equal(50, reading.Sink.Skips.Count);
    }

    [Fact]
    public void A_strict_reading_ends_at_the_first_problem()
    {
        Reading reading = Reading.OfText(Reading.Lines(2) + "{\"flow\":{\"l4\":{\"TCP\":{\"destination_port\":65536}}}}\n" + Reading.Lines(1), Strict);
        Assert.Equal(
            "standard input:3: no flow: the value of 'destination_port' is none that this field can have; it is left out; only what Hubble writes is read",
            reading.Error);
        Assert.Equal(2, reading.Flows.Count);
    }

    [Fact]
    public void A_strict_reading_takes_what_is_no_problem()
    {
        Reading reading = Reading.OfText("\n2026-03-01T10:00:00Z stderr F level=info\n{\"agent_event\":{}}\n" + Reading.Lines(1), Strict);
        Assert.Null(reading.Error);
        Assert.Equal([SkipReason.Blank, SkipReason.OtherText, SkipReason.AgentEvent], reading.Sink.Skips);
    }

    [Fact]
    public void What_was_read_and_what_was_skipped_add_up_to_the_lines()
    {
        Reading reading = Reading.OfText(Reading.Lines(3) + "{\n\nx\n{}\n{\"debug_event\":{}}\n" + Reading.Flow(9)[..30]);
        Assert.Equal(reading.Summary!.Lines, reading.Flows.Count + reading.Sink.Skips.Count);
    }

    [Fact]
    public void Progress_grows_to_the_size_of_the_files_and_can_be_watched()
    {
        using var folder = new TemporaryFolder();
        string plain = folder.Write("a.log", Reading.Lines(3000));
        string packed = folder.Write("b.log.gz", Reading.Gzip(Reading.Lines(3000)));
        long total = new FileInfo(plain).Length + new FileInfo(packed).Length;
        var source = new LogSource([folder.Path], () => Stream.Null, LogOptions.Default, new EndpointTable());
        var sink = new WatchingSink(source.Progress);
        source.Read(sink);
        Assert.Equal((total, (long?)total, 6000L), (source.Progress.BytesRead, source.Progress.TotalBytes, source.Progress.Flows));
        Assert.True(sink.SawBytesBetween, "The bytes read were never seen between nothing and everything.");
    }

    [Fact]
    public void A_reading_that_is_broken_off_keeps_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        var source = new LogSource(["-"], () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Reading.Lines(500))), LogOptions.Default, new EndpointTable());
        var sink = new StoppingSink(100, stop);
        LogSummary summary = source.Read(sink, stop.Token);
        Assert.Equal((true, 100L), (summary.IsBrokenOff, summary.Flows));
        Assert.Equal(0, source.Problems.Count);

        var unused = new LogSource(["-"], () => Stream.Null, LogOptions.Default, new EndpointTable());
        InputException failure = Assert.Throws<InputException>(() => unused.Read(sink, stop.Token));
        Assert.Equal("standard input: reading was ended before the first flow; let it run longer", failure.Message);
    }

    private sealed class WatchingSink(LogProgress progress) : IFlowSink
    {
        public bool SawBytesBetween { get; private set; }

        public void Accept(in Flow flow) => SawBytesBetween |= progress.BytesRead > 0 && progress.BytesRead < progress.TotalBytes;

        public void Lost(in LostEvents lost)
        {
        }

        public void Status(NodeStatus status)
        {
        }

        public void Skip(SkipReason reason)
        {
        }
    }

    private sealed class StoppingSink(int after, CancellationTokenSource stop) : IFlowSink
    {
        private int _flows;

        public void Accept(in Flow flow)
        {
            if (++_flows == after)
            {
                stop.Cancel();
            }
        }

        public void Lost(in LostEvents lost)
        {
        }

        public void Status(NodeStatus status)
        {
        }

        public void Skip(SkipReason reason)
        {
        }
    }
}
