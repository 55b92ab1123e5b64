using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>The same bytes give the same events, however they are cut, packed and handed over.</summary>
public class SameEventsTests
{
    private static readonly string[] Lines = [.. LogLines.Of(Repository.Fixture("small", "flows.jsonl.gz")).Take(400)];
    private static readonly string Text = string.Concat(Lines.Select(l => l + "\n"));
    private static readonly IReadOnlyList<string> Expected = Reading.OfText(Text).Flows;

    [Fact]
    public void Every_line_of_the_log_is_a_flow() => Assert.Equal(400, Expected.Count);

    [Fact]
    public void As_one_file_or_gzip_or_standard_input()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(Expected, Reading.Of(folder.Write("flows.jsonl", Text)).Flows);
        Assert.Equal(Expected, Reading.Of(folder.Write("flows.bin", Reading.Gzip(Text))).Flows);
        Assert.Equal(Expected, Reading.OfBytes(Reading.Gzip(Text)).Flows);
        Assert.Equal(Expected, Reading.OfText(Text.Replace("\n", "\r\n", StringComparison.Ordinal)).Flows);
        Assert.Equal(Expected, Reading.OfText("[\n" + string.Join(",\n", Lines) + "\n]\n").Flows);
        Assert.Equal(Expected, Reading.OfText("[" + string.Join(',', Lines) + "]").Flows);
    }

    [Fact]
    public void Split_into_files_named_one_by_one_or_by_their_directory()
    {
        using var folder = new TemporaryFolder();
        string[][] parts = [.. Lines.Chunk(61)];
        for (int i = 0; i < parts.Length; i++)
        {
            string part = string.Join('\n', parts[i]);
            string name = $"node-{i / 3}/events-2026-03-01T10-{i:00}-00.000.log";
            _ = i % 2 == 0 ? folder.Write(name, part) : folder.Write(name + ".gz", Reading.Gzip(part));
        }

        string[] files = [.. Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Equal(parts.Length, files.Length);
        Assert.Equal(Expected, Reading.Of(files).Flows);
        Assert.Equal(Expected, Reading.Of(folder.Path).Flows);
        Assert.Equal(Expected.Order(StringComparer.Ordinal), Reading.Of([.. files.Reverse()]).Flows.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4099)]
    public void Handed_over_in_pieces_of_any_size(int size)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Join('\n', Lines.Take(40)));
        byte[] array = Encoding.UTF8.GetBytes("[\r\n  " + string.Join(" ,\r\n  ", Lines.Take(40)) + "\r\n]");
        foreach (byte[] form in new[] { bytes, array, Reading.Gzip(bytes), Reading.Gzip(array) })
        {
            Reading reading = Reading.Of(LogOptions.Default, () => new PiecewiseStream(form, size), "-");
            Assert.Equal(Expected.Take(40), reading.Flows);
            Assert.Empty(reading.Problems);
        }
    }

    [Fact]
    public void Gzip_of_many_members()
    {
        byte[] packed = [.. Lines.Chunk(33).SelectMany(part => Reading.Gzip(string.Concat(part.Select(l => l + "\n")))), .. new byte[512]];
        Reading reading = Reading.OfBytes(packed);
        Assert.Equal(Expected, reading.Flows);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_file_that_is_named_twice_is_read_once()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("logs/a.jsonl", Reading.Lines(2));
        string link = Path.Combine(folder.Path, "logs", "b.jsonl");
        File.CreateSymbolicLink(link, file);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "logs", "again"), Path.Combine(folder.Path, "logs"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "alias"), Path.Combine(folder.Path, "logs"));
        string dotted = Path.Combine(folder.Path, "logs", "..", "logs", "a.jsonl");
        Reading reading = Reading.Of(file, folder.Path, dotted, link, file);
        Assert.Equal(2, reading.Flows.Count);
        Assert.Equal(1, reading.Summary!.Files);
    }

    /// <summary>Gives a few bytes at a time, as pipes and networks do.</summary>
    private sealed class PiecewiseStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, size)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));
    }
}
