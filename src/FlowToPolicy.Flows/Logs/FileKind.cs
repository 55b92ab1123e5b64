namespace FlowToPolicy.Flows.Logs;

/// <summary>Tells by their first bytes files that are no logs, or logs in a form that is not read here.</summary>
internal static class FileKind
{
    /// <summary>The UTF-8 byte order mark.</summary>
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether the file is gzip data.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head.StartsWith(GzipHeader.Magic);

    /// <summary>What is wrong with a file that starts like this and what to do about it; null when nothing is.</summary>
    public static (string What, string Advice)? Refuse(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]))
        {
            return ("is text in UTF-16", "convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)");
        }

        string? packed = head.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD]) ? "zstd"
            : head.StartsWith<byte>([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']) ? "xz"
            : head.StartsWith("BZh"u8) ? "bzip2"
            : head.StartsWith<byte>([(byte)'P', (byte)'K', 3, 4]) ? "zip" : null;
        return packed is null ? null : ($"is compressed with {packed}", "unpack it first; of packed files only gzip is read");
    }
}
