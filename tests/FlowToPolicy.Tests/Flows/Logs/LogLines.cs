using System.IO.Compression;

namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>The lines of a recorded log, read without the code under test.</summary>
internal static class LogLines
{
    public static IEnumerable<string> Of(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream text = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(text);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
