using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>Real lines with random damage, always the same: whatever comes, it is counted and nothing breaks.</summary>
public class FuzzTests
{
    private static readonly byte[][] Lines = [.. Directory.GetFiles(Repository.Fixture("samples"), "*.jsonl").Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines).Select(Encoding.UTF8.GetBytes)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Damaged_lines_are_counted_and_break_nothing(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 40; round++)
        {
            var text = new MemoryStream();
            for (int i = 0; i < 50; i++)
            {
                text.Write(Damage(Lines[random.Next(Lines.Length)], random));
                text.WriteByte((byte)'\n');
            }

            text.Write(Encoding.UTF8.GetBytes(Reading.Flow(1)));
            Check(Wrap(text.ToArray(), round, random));
        }
    }

    [Fact]
    public void Anything_at_all_breaks_nothing()
    {
        var random = new Random(42);
        byte[] alphabet = [.. "{}[]\",:\\\n\r\t flow0123456789.eE+-unltrasP"u8, 0, 0x1F, 0x8B, 0xEF, 0xBB, 0xBF, 0xFF, 0xC3, 0x85];
        for (int round = 0; round < 3000; round++)
        {
            byte[] noise = [.. Enumerable.Range(0, random.Next(120)).Select(_ => alphabet[random.Next(alphabet.Length)])];
            Check(noise);
            Check([.. "[{\"flow\":{"u8, .. noise]);
            Check([.. "2026-03-01T10:00:00Z stdout P {\"log\":\""u8, .. noise]);
        }
    }

    private static void Check(byte[] input)
    {
        Reading reading = Reading.OfBytes(input);
        if (reading.Summary is { } summary)
        {
            Assert.Equal(summary.Lines, reading.Flows.Count + reading.Sink.Skips.Count);
            Assert.Equal(summary.Flows, reading.Flows.Count);
        }
        else
        {
            Assert.Empty(reading.Flows);
            Assert.DoesNotContain(reading.Error!, char.IsControl);
        }

        Assert.DoesNotContain(reading.Problems, problem => problem.Any(char.IsControl));
    }

    private static byte[] Damage(byte[] line, Random random)
    {
        List<byte> bytes = [.. line];
        for (int times = random.Next(4); times > 0 && bytes.Count > 2; times--)
        {
            int at = random.Next(bytes.Count), length = random.Next(1, Math.Min(40, bytes.Count - at + 1));
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(length, bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, [.. line.Skip(random.Next(line.Length)).Take(length)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4:
                    bytes.InsertRange(at, Interesting[random.Next(Interesting.Length)]);
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }

    private static readonly byte[][] Interesting =
    [
        [.. "\"flow\":{"u8], [.. "[["u8], [.. "null"u8], [.. "-1e999"u8], [.. "\\ud800"u8], [.. "\\u0000"u8], [.. "\n"u8], [.. "\n{\n"u8], [.. "\"},{\""u8], [0], [0xFF, 0xFE],
    ];

    private static byte[] Wrap(byte[] text, int round, Random random) => (round % 4) switch
    {
        1 => Reading.Gzip(text),
        2 => [.. "[\n"u8, .. text, .. "\n]"u8],
        3 => Damage(Reading.Gzip(text), random),
        _ => text,
    };
}
