using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FlowToPolicy.Flows.Decoding.Json.Usual;

/// <summary>Reads random ids as every agent writes them, 32 hexadecimal digits in five groups, in a dozen vector instructions.</summary>
internal static class HexUuid
{
    /// <summary>How many bytes an id takes.</summary>
    public const int Length = 36;

    /// <summary>Reads the id at the start of a text of at least 36 bytes, or of fewer with zeros behind them. False when none stands there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out Guid uuid)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        Vector128<byte> first = Vector128.LoadUnsafe(ref start);
        Vector128<byte> second = Vector128.LoadUnsafe(ref start, 16);
        Vector128<byte> third = Vector128.LoadUnsafe(ref start, 20);

        // Digits 0-7, 9-12 and 14-15 of the first load, 0-1 of the second: hyphens are left out, 0xFF leaves a zero.
        Vector128<byte> high = Vector128.Shuffle(first, Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 255, 255))
            | Vector128.Shuffle(second, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 1));
        Vector128<byte> low = Vector128.Shuffle(second, Vector128.Create((byte)3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 255, 255, 255, 255))
            | Vector128.Shuffle(third, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 12, 13, 14, 15));
        bool areHyphens = first[8] == '-' && first[13] == '-' && second[2] == '-' && second[7] == '-';
        if (!TryNibbles(high, out Vector128<ushort> highBytes) || !TryNibbles(low, out Vector128<ushort> lowBytes) || !areHyphens)
        {
            uuid = default;
            return false;
        }

        Vector128<byte> bytes = Vector128.Narrow(highBytes, lowBytes);
        uuid = new Guid(MemoryMarshal.AsBytes(new ReadOnlySpan<Vector128<byte>>(in bytes)), bigEndian: true);
        return true;
    }

    /// <summary>Sixteen digits as eight bytes, each in 16 bits. False when one is no digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNibbles(Vector128<byte> digits, out Vector128<ushort> bytes)
    {
        Vector128<byte> decimals = digits - Vector128.Create((byte)'0');
        Vector128<byte> letters = (digits | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a');
        Vector128<byte> areDecimals = Vector128.LessThan(decimals, Vector128.Create((byte)10));
        Vector128<byte> areLetters = Vector128.LessThan(letters, Vector128.Create((byte)6));
        Vector128<ushort> nibbles = Vector128.ConditionalSelect(areDecimals, decimals, letters + Vector128.Create((byte)10)).AsUInt16();

        // The first digit of a pair is the low byte of its 16 bits.
        bytes = ((nibbles << 4) | (nibbles >> 8)) & Vector128.Create((ushort)0xFF);
        return (areDecimals | areLetters) == Vector128<byte>.AllBitsSet;
    }
}
