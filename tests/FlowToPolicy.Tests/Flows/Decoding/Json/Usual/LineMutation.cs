using System.Text;

namespace FlowToPolicy.Tests.Flows.Decoding.Json.Usual;

/// <summary>Makes lines that are nearly right of lines that are: where a reader that guesses would go wrong.</summary>
internal sealed class LineMutation(IReadOnlyList<byte[]> lines, Random random)
{
    private static readonly byte[][] Words =
    [
        .. ((string[])["null", "true", "false", "0", "-1", "65536", "4294967296", "1e3", "1.5", "01", "{}", "[]", "\"\"", "\\u0041", "\\n", "\\", "\\\"", " ", "\t",
            "\0", "\u007f", "\u00e9", ",", ":", "}", "{", "]", "[", "\"", "\"flow\":{", "\"source\":{", "\"time\":\"2026-03-01T10:00:00Z\"", "\"uuid\":\"x\"", "\r", "}}"])
            .Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xEF, 0xBB, 0xBF],
    ];

    /// <summary>A line, most often with some changes.</summary>
    public byte[] Next()
    {
        byte[] line = lines[random.Next(lines.Count)];
        for (int times = random.Next(4); times > 0 && line.Length > 2; times--)
        {
            line = Change(line);
        }

        return line;
    }

    private byte[] Change(byte[] line)
    {
        int at = random.Next(line.Length);
        switch (random.Next(9))
        {
            case 0:
                byte[] flipped = [.. line];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                byte[] set = [.. line];
                set[at] = (byte)random.Next(256);
                return set;
            case 2:
                return [.. line.AsSpan(0, at), .. Words[random.Next(Words.Length)], .. line.AsSpan(at)];
            case 3:
                return [.. line.AsSpan(0, at), .. line.AsSpan(Math.Min(line.Length, at + random.Next(1, 30)))];
            case 4:
                return [.. line.AsSpan(0, at)];
            case 5:
                return ReplaceValue(line, at);
            case 6:
                return MoveField(line, at);
            case 7:
                return CopyFieldFromAnother(line, at);
            default:
                return ChangeDigit(line, at);
        }
    }

    /// <summary>Puts something else in the place of the value behind the next colon.</summary>
    private byte[] ReplaceValue(byte[] line, int at)
    {
        int colon = Array.IndexOf(line, (byte)':', at);
        int end = colon < 0 ? -1 : line.AsSpan(colon).IndexOfAny(",}]"u8);
        return end < 0 ? line : [.. line.AsSpan(0, colon + 1), .. Words[random.Next(Words.Length)], .. line.AsSpan(colon + end)];
    }

    /// <summary>Takes what stands between two commas and puts it behind another comma: another order, a key that is missing.</summary>
    private byte[] MoveField(byte[] line, int at)
    {
        (int start, int end) = Field(line, at);
        if (end < 0)
        {
            return line;
        }

        byte[] field = line[start..end], rest = [.. line.AsSpan(0, start), .. line.AsSpan(end)];
        int comma = Array.IndexOf(rest, (byte)',', random.Next(rest.Length));
        return comma < 0 ? rest : [.. rest.AsSpan(0, comma), .. field, .. rest.AsSpan(comma)];
    }

    /// <summary>Puts a field of another line behind a comma: keys that stand twice, values of others.</summary>
    private byte[] CopyFieldFromAnother(byte[] line, int at)
    {
        byte[] other = lines[random.Next(lines.Count)];
        (int start, int end) = Field(other, random.Next(other.Length));
        int comma = Array.IndexOf(line, (byte)',', at);
        return end < 0 || comma < 0 ? line : [.. line.AsSpan(0, comma), .. other.AsSpan(start, end - start), .. line.AsSpan(comma)];
    }

    private byte[] ChangeDigit(byte[] line, int at)
    {
        int digit = line.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (digit < 0)
        {
            return line;
        }

        byte[] changed = [.. line];
        changed[at + digit] = (byte)('0' + random.Next(10));
        return changed;
    }

    /// <summary>From one comma to before the next one.</summary>
    private static (int Start, int End) Field(byte[] line, int at)
    {
        int start = Array.IndexOf(line, (byte)',', at);
        return (start, start < 0 ? -1 : Array.IndexOf(line, (byte)',', start + 1));
    }
}
