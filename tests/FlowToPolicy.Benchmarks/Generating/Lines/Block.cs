using System.Buffers.Binary;
using System.Buffers.Text;

namespace FlowToPolicy.Benchmarks.Generating.Lines;

/// <summary>Bytes of lines, put together by copying. Nobody checks for room in a line: a block has room for the longest one before it begins.</summary>
internal sealed class Block(int size)
{
    /// <summary>No line is longer.</summary>
    public const int LongestLine = 16 * 1024;

    private const int UuidLength = 36;
    private static readonly ushort[] Hex = [.. Enumerable.Range(0, 256).Select(i => (ushort)(HexDigit(i >> 4) | (HexDigit(i & 15) << 8)))];
    private readonly byte[] _bytes = new byte[size];

    /// <summary>How many bytes are in it.</summary>
    public int Length { get; private set; }

    /// <summary>Whether another line has room.</summary>
    public bool HasRoom => Length + LongestLine <= _bytes.Length;

    /// <summary>All that is in it.</summary>
    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, Length);

    /// <summary>Starts anew.</summary>
    public void Clear() => Length = 0;

    /// <summary>Appends bytes.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Appends a number in decimal digits.</summary>
    public void Add(long number)
    {
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(Length), out int written);
        Length += written;
    }

    /// <summary>Appends a random UUID (version 4).</summary>
    public void AddUuid(SeededRandom random)
    {
        ulong high = (random.Next() & 0xFFFFFFFF_FFFF_0FFF) | 0x4000;
        ulong low = (random.Next() & 0x3FFFFFFF_FFFFFFFF) | 0x80000000_00000000;
        Span<byte> text = _bytes.AsSpan(Length, UuidLength);
        for (int i = 0, shift = 56; shift >= 0; shift -= 8, i += 2)
        {
            i += i is 8 or 13 ? 1 : 0;
            BinaryPrimitives.WriteUInt16LittleEndian(text[i..], Hex[(byte)(high >> shift)]);
        }

        for (int i = 19, shift = 56; shift >= 0; shift -= 8, i += 2)
        {
            i += i == 23 ? 1 : 0;
            BinaryPrimitives.WriteUInt16LittleEndian(text[i..], Hex[(byte)(low >> shift)]);
        }

        text[8] = text[13] = text[18] = text[23] = (byte)'-';
        Length += UuidLength;
    }

    private static int HexDigit(int value) => value < 10 ? '0' + value : 'a' + value - 10;
}
