using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>Broken input: what can be read is read, the rest is counted and said, and a file that is no log is refused.</summary>
public class HostileInputTests
{
    private const string HowToWrite = "write the log with 'hubble observe -o json', or take the files of Hubble's exporter";

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \r\n")]
    [InlineData("\uFEFF")]
    [InlineData("[]\n")]
    public void An_empty_file_is_an_error(string text)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("empty.jsonl", text);
        Assert.Equal($"{file}: empty; {HowToWrite}", Reading.Of(file).Error);
        Assert.Equal($"standard input: empty; {HowToWrite}", Reading.OfText(text).Error);
    }

    [Fact]
    public void An_empty_file_beside_others_is_none()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.log", "");
        folder.Write("b.log", Reading.Lines(1));
        Reading reading = Reading.Of(folder.Path);
        Assert.Single(reading.Flows);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Text_without_flows_is_an_error_that_says_how_to_write_a_log() =>
        Assert.Equal(
            $"standard input: none of 2 lines is a Hubble flow; {HowToWrite}",
            Reading.OfText("Mar  1 10:00:00.000: shop/web:4001 -> shop/cart:80 to-endpoint FORWARDED (TCP Flags: SYN)\nhello\n").Error);

    [Fact]
    public void JSON_without_flows_is_an_error_that_names_the_first_line() =>
        Assert.Equal(
            "standard input: none of 2 lines is a Hubble flow (first: standard input:1: no flow: none of the keys that Hubble's events have; "
            + $"it is left out; only what Hubble writes is read); {HowToWrite}",
            Reading.OfText("{\"a\":1}\n{\"b\":2}\n").Error);

    [Fact]
    public void Events_without_flows_are_an_error() =>
        Assert.Equal(
            "standard input: 1 events of Hubble, but no flow; take a log with flows in it",
            Reading.OfText("{\"agent_event\":{}}\n").Error);

    [Fact]
    public void A_binary_file_is_refused_at_once()
    {
        string program = typeof(HostileInputTests).Assembly.Location;
        const string What = "is not a log of Hubble flows; name a file that 'hubble observe -o json' or Hubble's exporter wrote";
        Reading reading = Reading.Of(program);
        Assert.Equal($"{program}: {What}", reading.Error);
        Assert.Empty(reading.Sink.Skips);
        byte[] picture = [0x89, .. "PNG\r\n\u001a\n\0\0\0\rIHDR"u8, .. new byte[5000]];
        Assert.Equal($"standard input: {What}", Reading.OfBytes(picture).Error);
        Assert.Equal($"standard input: {What}", Reading.OfBytes(Reading.Gzip(picture)).Error);
    }

    [Fact]
    public void Zero_bytes_in_a_log_are_damage_and_no_reason_to_refuse_it()
    {
        Reading reading = Reading.OfText(Reading.Flow(1) + "\n" + new string('\0', 3000) + "\n" + Reading.Flow(2) + "\n");
        Assert.Equal(2, reading.Flows.Count);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0 }, "is text in UTF-16; convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, 0x7B }, "is text in UTF-16; convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)")]
    [InlineData(new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 1 }, "is compressed with zstd; unpack it first; of packed files only gzip is read")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4 }, "is compressed with zip; unpack it first; of packed files only gzip is read")]
    public void Forms_that_are_not_read_are_named(byte[] bytes, string what)
    {
        Assert.Equal("standard input: " + what, Reading.OfBytes(bytes).Error);
        using var folder = new TemporaryFolder();
        folder.Write("b.log", Reading.Lines(1));
        string found = folder.Write("a.log", bytes);
        string problem = Assert.Single(Reading.Of(folder.Path).Problems);
        Assert.StartsWith($"{found}: {what.Split(';')[0]}; the file is left out;", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_cut_in_two_is_two_damaged_lines()
    {
        string line = Reading.Flow(2);
        for (int at = 2; at < line.Length; at += 3)
        {
            Reading reading = Reading.OfText($"{Reading.Flow(1)}\n{line[..at]}\n{line[at..]}\n{Reading.Flow(3)}\n");
            Assert.Equal(2, reading.Flows.Count);
            Assert.Equal(2, reading.Sink.Skips.Count);
            Assert.StartsWith("standard input:2:", reading.Problems.First(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_last_line_cut_off_is_said_as_such()
    {
        string text = Reading.Lines(3);
        Reading reading = Reading.OfText(text[..^40]);
        Assert.Equal(2, reading.Flows.Count);
        Assert.Equal([SkipReason.Damaged], reading.Sink.Skips);
        Assert.StartsWith("standard input:3:", Assert.Single(reading.Problems), StringComparison.Ordinal);
        Assert.EndsWith(": cut off at end of file; what is left of the last event is left out", reading.Problems.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\n{0}{1}\n")]
    [InlineData("[{0},{1}")]
    [InlineData("2026-03-01T10:00:00Z stdout F {0}\n2026-03-01T10:00:00Z stdout P {1}\n")]
    public void Arrays_and_pieces_cut_off_are_said_as_such(string form)
    {
        string text = form.Replace("{0}", Reading.Flow(1), StringComparison.Ordinal).Replace("{1}", Reading.Flow(2)[..60], StringComparison.Ordinal);
        Reading reading = Reading.OfText(text);
        Assert.Single(reading.Flows);
        Assert.Contains(": cut off at end of file;", Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_element_costs_only_itself_where_elements_start_on_lines()
    {
        string[] elements = [.. Enumerable.Range(1, 6).Select(i => "  {\n    \"flow\": " + Reading.Flow(i)["{\"flow\":".Length..^1].Replace(",", ",\n      ", StringComparison.Ordinal) + "\n  }")];
        elements[2] = elements[2][..200];
        elements[4] = elements[4][..elements[4].IndexOf('\n', 60)];
        Reading reading = Reading.OfText("[\n" + string.Join(",\n", elements) + "\n]\n");
        Assert.Equal(4, reading.Flows.Count);
        Assert.Equal([SkipReason.Damaged, SkipReason.Damaged], reading.Sink.Skips);
    }

    [Fact]
    public void Lines_up_to_16_MB_are_read_and_longer_ones_skipped()
    {
        const int Limit = 16 * 1024 * 1024;
        byte[] text = [.. Padded(1, Limit), (byte)'\n', .. Padded(2, Limit + 1), (byte)'\n', .. Padded(3, 20_000_000), (byte)'\n', .. Padded(4, 1000), (byte)'\n'];
        Reading reading = Reading.OfBytes(text);
        Assert.Equal(2, reading.Flows.Count);
        Assert.Equal([SkipReason.TooLong, SkipReason.TooLong], reading.Sink.Skips);
        Assert.Equal(
            ["standard input:2: longer than 16 MB; it is left out; no flow is that long: look at what wrote it",
             "standard input:3: longer than 16 MB; it is left out; no flow is that long: look at what wrote it"],
            reading.Problems);
    }

    [Fact]
    public void Elements_and_joined_pieces_beyond_16_MB_are_skipped_too()
    {
        const string Prefix = "2026-03-01T10:00:00Z stdout ";
        byte[] array = [.. "[\n"u8, .. Padded(1, 17_000_000), .. ",\n"u8, .. Padded(2, 1000), .. "\n]\n"u8];
        string text = Encoding.UTF8.GetString(array) + Prefix + "P " + Encoding.UTF8.GetString(Padded(3, 12_000_000))
            + "\n" + Prefix + "P " + new string(' ', 6_000_000) + "\n" + Prefix + "F }\n" + Reading.Lines(1);
        Reading reading = Reading.OfText(text);
        Assert.Equal(2, reading.Flows.Count);
        Assert.Equal([SkipReason.TooLong, SkipReason.TooLong], reading.Sink.Skips);
    }

    [Fact]
    public void A_long_last_line_without_an_end_is_skipped() =>
        Assert.Equal([SkipReason.TooLong], Reading.OfBytes([.. Encoding.UTF8.GetBytes(Reading.Lines(1)), .. Padded(1, 17_000_000)]).Sink.Skips);

    [Fact]
    public void Wrappers_around_wrappers_end_somewhere()
    {
        string line = Reading.Flow(1);
        for (int i = 0; i < 6; i++)
        {
            line = "{\"log\":" + System.Text.Json.JsonSerializer.Serialize(line) + "}";
        }

        Reading reading = Reading.OfText(line + "\n" + Reading.Lines(1));
        Assert.Single(reading.Flows);
        Assert.Contains("standard input:1: no flow: wrapped too many times;", Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    /// <summary>A flow that is so many bytes long.</summary>
    private static byte[] Padded(int number, int length)
    {
        string flow = Reading.Flow(number);
        string start = flow[..^1] + ",\"x\":\"";
        return [.. Encoding.UTF8.GetBytes(start), .. Encoding.UTF8.GetBytes(new string('x', length - start.Length - 2)), .. "\"}"u8];
    }
}
