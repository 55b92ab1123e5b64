using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FlowToPolicy.Flows.Decoding;

/// <summary>
/// A 64-bit hash of bytes by folded 64x64 multiplication, 16 bytes a step. Seeded per process, so that nobody can
/// prepare input whose slices collide; it never reaches any output.
/// </summary>
internal static class SliceHash
{
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;
    private static readonly ulong Key = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;

    /// <summary>The hash of <paramref name="bytes"/>; never 0.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Seed ^ (ulong)bytes.Length;
        while (bytes.Length >= 16)
        {
            hash = Fold(Read(bytes) ^ hash, Read(bytes[8..]) ^ Key);
            bytes = bytes[16..];
        }

        ulong low = 0, high = 0;
        if (bytes.Length >= 8)
        {
            low = Read(bytes);
            high = Read(bytes[^8..]);
        }
        else if (bytes.Length > 0)
        {
            Span<byte> rest = stackalloc byte[8];
            rest.Clear();
            bytes.CopyTo(rest);
            low = Read(rest);
        }

        return Fold(low ^ hash, high ^ Key) | 1;
    }

    private static ulong Read(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
