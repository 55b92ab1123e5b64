using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>SHA-256 in the spelling <c>sha256:</c> and 64 hexadecimal digits.</summary>
internal static class Digest
{
    private const string Name = "sha256:";

    /// <summary>How many characters a digest has.</summary>
    public const int Length = 7 + (2 * SHA256.HashSizeInBytes);

    /// <summary>Of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Text(SHA256.HashData(bytes));

    /// <summary>The spelling of a hash.</summary>
    public static string Text(ReadOnlySpan<byte> hash) => Name + Convert.ToHexStringLower(hash);

    /// <summary>Of a text as UTF-8, with line breaks as <c>\n</c>, so that a checkout with other line breaks is the same text.</summary>
    public static string Of(string text)
    {
        string lines = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(lines));
        string digest = Of(bytes.AsSpan(0, Encoding.UTF8.GetBytes(lines, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return digest;
    }
}
