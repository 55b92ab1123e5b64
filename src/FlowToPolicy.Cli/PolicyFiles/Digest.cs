using System.Security.Cryptography;
using System.Text;

namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>SHA-256 in the spelling <c>sha256:</c> and 64 hexadecimal digits.</summary>
internal static class Digest
{
    /// <summary>Of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Text(SHA256.HashData(bytes));

    /// <summary>The spelling of a hash.</summary>
    public static string Text(ReadOnlySpan<byte> hash) => "sha256:" + Convert.ToHexStringLower(hash);

    /// <summary>Of a text as UTF-8, with line breaks as <c>\n</c>, so that a checkout with other line breaks is the same text.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal)));
}
