using System.IO.Compression;
using System.Text;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

public class GzipTests
{
    private const string Torn = "the gzip data is cut off or damaged from here on";

    [Fact]
    public void Half_a_file_gives_what_it_holds_and_one_problem()
    {
        using var folder = new TemporaryFolder();
        byte[] packed = Reading.Gzip(string.Concat(LogLines.Of(Repository.Fixture("small", "flows.jsonl.gz")).Select(l => l + "\n")));
        string file = folder.Write("half.log.gz", packed[..(packed.Length / 2)]);
        Reading reading = Reading.Of(file);
        Assert.InRange(reading.Flows.Count, 500, 1500);
        Assert.StartsWith($"{file}:{reading.Flows.Count + 1}:", Assert.Single(reading.Problems), StringComparison.Ordinal);
        Assert.Contains(Torn, reading.Problems.Single(), StringComparison.Ordinal);
        Assert.Equal(1, reading.Source.Problems.Count);
    }

    [Fact]
    public void Wherever_a_file_is_cut_off_it_is_noticed_and_nothing_is_invented()
    {
        byte[] packed = [.. Reading.Gzip(Reading.Lines(20)), .. Reading.Gzip(Reading.Lines(20))];
        IReadOnlyList<string> all = Reading.OfBytes(packed).Flows;
        Assert.Equal(40, all.Count);
        int member = Reading.Gzip(Reading.Lines(20)).Length;
        for (int length = 8; length < packed.Length; length++)
        {
            Reading reading = Reading.OfBytes(packed[..length]);
            Assert.Equal(all.Take(reading.Flows.Count), reading.Flows);
            Assert.True(length == member || reading.Source.Problems.Count == 1, $"{length} of {packed.Length}");
        }
    }

    [Fact]
    public void Whatever_byte_is_spoiled_the_reading_ends_well()
    {
        byte[] packed = Reading.Gzip(Reading.Lines(30));
        int noticed = 0;
        for (int at = 2; at < packed.Length; at++)
        {
            byte[] spoiled = [.. packed];
            spoiled[at] ^= 0x55;
            Reading reading = Reading.OfBytes(spoiled);
            noticed += reading.Source.Problems.Count > 0 || reading.Error is not null ? 1 : 0;
        }

        // Time, flags and system of the header may be anything.
        Assert.InRange(noticed, packed.Length - 12, packed.Length - 2);
    }

    [Fact]
    public void A_header_may_carry_a_name_and_more()
    {
        byte[] packed = Reading.Gzip(Reading.Lines(1));
        byte[] header = [0x1F, 0x8B, 8, 0x1E, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, .. "events.log\0"u8, .. "comment\0"u8, 1, 2];
        Assert.Single(Reading.OfBytes([.. header, .. packed[10..]]).Flows);
    }

    [Fact]
    public void What_follows_the_gzip_data_is_a_problem()
    {
        Reading reading = Reading.OfBytes([.. Reading.Gzip(Reading.Lines(2)), .. "no gzip data"u8]);
        Assert.Equal(2, reading.Flows.Count);
        Assert.Contains(Torn, Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Every_level_reads(CompressionLevel level)
    {
        byte[] text = Encoding.UTF8.GetBytes(Reading.Lines(3000));
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(text);
        }

        Reading reading = Reading.OfBytes(packed.ToArray());
        Assert.Equal(3000, reading.Flows.Count);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Empty_members_do_no_harm()
    {
        byte[] nothing = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Reading reading = Reading.OfBytes([.. nothing, .. Reading.Gzip(Reading.Lines(2)), .. nothing, .. nothing]);
        Assert.Equal(2, reading.Flows.Count);
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void The_checksum_is_that_of_the_standard(string text, uint expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        Assert.Equal(expected, Crc32.Append(0, bytes));
        Assert.Equal(expected, Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, bytes.Length / 3)), bytes.AsSpan(bytes.Length / 3)));
    }
}
