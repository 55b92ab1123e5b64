using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FlowToPolicy.Flows.Logs;

/// <summary>
/// The checksum of gzip (RFC 1952); the framework keeps its own to itself. Where the processor multiplies without carry, 64 bytes
/// a step, else eight.
/// </summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Goes on from <paramref name="crc"/> (0 at the start) over <paramref name="bytes"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        if (!Pclmulqdq.IsSupported || bytes.Length < 4 * Vector128<byte>.Count)
        {
            return AppendByTable(crc, bytes);
        }

        // What is folded leaves the same remainder as the bytes before it.
        Vector128<byte> folded = Fold(~crc, ref bytes);
        return AppendByTable(AppendByTable(~0u, MemoryMarshal.AsBytes(new ReadOnlySpan<Vector128<byte>>(in folded))), bytes);
    }

    /// <summary>The same without vectors.</summary>
    internal static uint AppendByTable(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[][] t = Tables;
        crc = ~crc;
        while (bytes.Length >= 8)
        {
            uint low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t[7][(byte)low] ^ t[6][(byte)(low >> 8)] ^ t[5][(byte)(low >> 16)] ^ t[4][low >> 24]
                ^ t[3][(byte)high] ^ t[2][(byte)(high >> 8)] ^ t[1][(byte)(high >> 16)] ^ t[0][high >> 24];
            bytes = bytes[8..];
        }

        foreach (byte b in bytes)
        {
            crc = t[0][(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>
    /// Takes all whole pieces of 16 bytes, of which there are at least four, and leaves the rest. The constants are powers of x
    /// modulo the polynomial (Gopal and others, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009).
    /// </summary>
    private static Vector128<byte> Fold(uint crc, ref ReadOnlySpan<byte> bytes)
    {
        Vector128<ulong> by4 = Vector128.Create(0x154442BD4UL, 0x1C6E41596UL);
        Vector128<ulong> by1 = Vector128.Create(0x1751997D0UL, 0x0CCAA009EUL);
        ReadOnlySpan<Vector128<ulong>> pieces = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        bytes = bytes[(pieces.Length * Vector128<byte>.Count)..];
        Vector128<ulong> first = pieces[0] ^ Vector128.CreateScalar((ulong)crc), second = pieces[1], third = pieces[2], fourth = pieces[3];
        for (pieces = pieces[4..]; pieces.Length >= 4; pieces = pieces[4..])
        {
            first = Step(first, by4) ^ pieces[0];
            second = Step(second, by4) ^ pieces[1];
            third = Step(third, by4) ^ pieces[2];
            fourth = Step(fourth, by4) ^ pieces[3];
        }

        first = Step(Step(Step(first, by1) ^ second, by1) ^ third, by1) ^ fourth;
        foreach (Vector128<ulong> piece in pieces)
        {
            first = Step(first, by1) ^ piece;
        }

        return first.AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Step(Vector128<ulong> sum, Vector128<ulong> powers) =>
        Pclmulqdq.CarrylessMultiply(sum, powers, 0x00) ^ Pclmulqdq.CarrylessMultiply(sum, powers, 0x11);

    private static uint[][] MakeTables()
    {
        const uint Polynomial = 0xEDB88320;
        uint[][] tables = [.. Enumerable.Range(0, 8).Select(_ => new uint[256])];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            tables[0][i] = crc;
        }

        for (int table = 1; table < 8; table++)
        {
            for (int i = 0; i < 256; i++)
            {
                uint before = tables[table - 1][i];
                tables[table][i] = tables[0][(byte)before] ^ (before >> 8);
            }
        }

        return tables;
    }
}
