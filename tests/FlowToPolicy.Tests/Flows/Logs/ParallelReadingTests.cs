using System.Text;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>Several readers give what one gives: the same flows, counts, problems and errors.</summary>
public class ParallelReadingTests
{
    private static readonly string[] Lines = [.. LogLines.Of(Repository.Fixture("small", "flows.jsonl.gz")).Take(400)];
    private static readonly string Text = string.Concat(Lines.Select(l => l + "\n"));

    [Theory]
    [InlineData(2, 1000)]
    [InlineData(2, 50_000)]
    [InlineData(8, 100)]
    [InlineData(8, 7777)]
    [InlineData(3, 1)]
    public void A_large_file_in_parts(int readers, int size)
    {
        using var folder = new TemporaryFolder();
        Same(readers, size, folder.Write("flows.jsonl", Text));
        Same(readers, size, folder.Write("no-last-break.jsonl", Text.TrimEnd('\n')));
        Same(readers, size, folder.Write("crlf.jsonl", Text.Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void Many_files_of_all_kinds()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 40; i++)
        {
            string part = string.Concat(Lines.Skip(i * 10).Take(10).Select(l => l + "\n")) + (i % 7 == 0 ? "damaged {\n" : "");
            _ = i % 3 == 0 ? folder.Write($"logs/{i}.log.gz", Reading.Gzip(part)) : folder.Write($"logs/{i}.log", part);
        }

        _ = folder.Write("logs/z.log", "PK\u0003\u0004");
        Same(2, 1000, Path.Combine(folder.Path, "logs"));
        Same(8, 1000, Path.Combine(folder.Path, "logs"));
    }

    [Theory]
    [InlineData("[\n@,\n@\n]\n")]
    [InlineData("{\n\"flow\":{\"verdict\":\"FORWARDED\"}\n}\n")]
    [InlineData("2026-03-01T10:00:00.000000000Z stdout P {\"flow\":\n2026-03-01T10:00:00.000000000Z stdout F {\"verdict\":\"FORWARDED\"}}\n")]
    [InlineData("2026-03-01T10:00:00.000000000Z stdout F {\"flow\":{\"verdict\":\"FORWARDED\"}}\n")]
    [InlineData("{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\"17\"}}\n")]
    [InlineData("nothing\n\n{\"flow\":{\"verdict\":\n")]
    public void Lines_that_mean_something_only_together_wherever_they_stand(string odd)
    {
        using var folder = new TemporaryFolder();
        odd = odd.Replace("@", Lines[0], StringComparison.Ordinal);
        foreach (int before in (int[])[0, 1, 30, 100, 399])
        {
            string text = string.Concat(Lines.Take(before).Select(l => l + "\n")) + odd + string.Concat(Lines.Skip(before).Select(l => l + "\n"));
            string file = folder.Write($"{before}.jsonl", text);

            // A file that does not begin with an event is not even cut up.
            bool isCut = before > 0 || odd[0] is '{' or '2';
            Same(isCut, 2, 4000, file);
            Same(isCut, 8, 500, file);
        }
    }

    [Fact]
    public void Problems_say_the_line_of_the_file_and_come_in_its_order()
    {
        using var folder = new TemporaryFolder();
        string text = string.Concat(Lines.Select((line, i) => (i % 9 == 4 ? line[..^3] : line) + "\n"));
        Same(2, 3000, folder.Write("flows.jsonl", text), folder.Write("more.jsonl", text));
        (LogSource source, _, _) = Read(2, 3000, LogOptions.Default, Path.Combine(folder.Path, "flows.jsonl"));
        Assert.Contains("flows.jsonl:5:", source.Problems.First[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(44, source.Problems.Count);
    }

    [Fact]
    public void Strict_readings_fail_at_the_first_problem_of_the_first_file()
    {
        using var folder = new TemporaryFolder();
        string text = string.Concat(Lines.Select((line, i) => (i >= 300 ? line[..^3] : line) + "\n"));
        string[] files = [folder.Write("a.jsonl", Text), folder.Write("b.jsonl", text), folder.Write("c.jsonl", text)];
        var strict = new LogOptions(FlowFilter.Everything, true);
        string? error = Read(1, 3000, strict, files).Error;
        Assert.Contains("b.jsonl:301:", error, StringComparison.Ordinal);
        Assert.Equal(error, Read(2, 3000, strict, files).Error);
        Assert.Equal(error, Read(8, 500, strict, files).Error);
    }

    [Fact]
    public void A_named_file_that_is_no_log_fails_the_reading()
    {
        using var folder = new TemporaryFolder();
        string[] files = [folder.Write("a.jsonl", Text), folder.Write("b.zip", "PK\u0003\u0004"), folder.Write("c.zip", "PK\u0003\u0004"), folder.Write("d.jsonl", Text)];
        string? error = Read(1, 3000, LogOptions.Default, files).Error;
        Assert.Contains("b.zip", error, StringComparison.Ordinal);
        Assert.Equal(error, Read(2, 3000, LogOptions.Default, files).Error);
        Assert.Equal(error, Read(8, 3000, LogOptions.Default, files).Error);
    }

    [Fact]
    public void A_reading_that_is_stopped_keeps_what_was_read()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("flows.jsonl", Text);
        using var stop = new CancellationTokenSource();
        int seen = 0;
        var sink = new ForkingSink(() =>
        {
            if (Interlocked.Increment(ref seen) == 150)
            {
                stop.Cancel();
            }
        });
        var source = new LogSource([file], () => Stream.Null, LogOptions.Default with { Readers = 2, PartSize = 20_000 }, new EndpointTable());
        LogSummary summary = source.Read(sink, stop.Token);
        Assert.True(summary.IsBrokenOff);
        Assert.Equal(summary.Flows, sink.Flows.Count());
        Assert.InRange(summary.Flows, 150, 399);
    }

    [Theory]
    [InlineData("two-weeks")]
    [InlineData("dual-stack")]
    [InlineData("per-node")]
    public void The_graph_is_the_same_to_the_byte(string log)
    {
        using var folder = new TemporaryFolder();
        string[] paths = [.. Directory.GetFiles(Repository.Fixture(log), "*.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string plain = folder.Write("plain.jsonl", string.Concat(paths.SelectMany(LogLines.Of).Select(l => l + "\n")));
        string expected = Graph(1, paths);
        Assert.Equal(expected, Graph(2, plain));
        Assert.Equal(expected, Graph(8, plain));
        Assert.Equal(expected, Graph(2, paths));
        Assert.Equal(expected, Graph(8, paths));
    }

    private static string Graph(int readers, params string[] paths)
    {
        var builder = new GraphBuilder();
        new LogSource(paths, () => Stream.Null, LogOptions.Default with { Readers = readers, PartSize = 100_000 }, new EndpointTable()).Read(builder);
        return Encoding.UTF8.GetString(GraphJson.Canonical(builder.Build()));
    }

    private static void Same(int readers, int size, params string[] paths) => Same(true, readers, size, paths);

    private static void Same(bool isParallel, int readers, int size, params string[] paths)
    {
        (LogSource one, ForkingSink expected, string? error) = Read(1, size, LogOptions.Default, paths);
        (LogSource many, ForkingSink sink, string? manyError) = Read(readers, size, LogOptions.Default, paths);
        Assert.Equal(error, manyError);
        Assert.Equal(isParallel, sink.Joined > 0);
        Assert.Equal(expected.Flows, sink.Flows);
        Assert.Equal(expected.Skips, sink.Skips);
        Assert.Equal(expected.Notices, sink.Notices);
        Assert.Equal(one.Problems.Count, many.Problems.Count);
        Assert.Equal(one.Problems.First, many.Problems.First);
        Assert.Equal(one.Progress.Flows, many.Progress.Flows);
    }

    private static (LogSource Source, ForkingSink Sink, string? Error) Read(int readers, int size, LogOptions options, params string[] paths)
    {
        var source = new LogSource(paths, () => Stream.Null, options with { Readers = readers, PartSize = size }, new EndpointTable());
        var sink = new ForkingSink();
        try
        {
            LogSummary summary = source.Read(sink);
            Assert.Equal(summary.Flows, sink.Flows.Count());
            Assert.Equal(summary.Lines, sink.Flows.Count() + sink.Skips.Count());
            return (source, sink, null);
        }
        catch (InputException failure)
        {
            return (source, sink, failure.Message);
        }
    }
}
