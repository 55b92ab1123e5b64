using System.IO.Compression;
using FlowToPolicy.Tests;

namespace FlowToPolicy.EndToEnd;

/// <summary>The recorded log of the README, in every shape.</summary>
internal static class RecordedLog
{
    /// <summary>Its path as the README gives it.</summary>
    public const string Path = "fixtures/small/flows.jsonl.gz";

    /// <summary>Its bytes, unpacked.</summary>
    public static byte[] Plain { get; } = Unpack(Repository.Fixture("small", "flows.jsonl.gz"));

    /// <summary>Its lines, each without its line break.</summary>
    public static string[] Lines { get; } = System.Text.Encoding.UTF8.GetString(Plain).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The content of a gzip file.</summary>
    public static byte[] Unpack(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Bytes as a gzip file.</summary>
    public static byte[] Pack(byte[] plain)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            packed.Write(plain);
        }

        return bytes.ToArray();
    }
}
