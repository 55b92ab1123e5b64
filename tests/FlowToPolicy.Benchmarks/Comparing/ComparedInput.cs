using System.IO.Compression;

namespace FlowToPolicy.Benchmarks.Comparing;

/// <summary>The log that all tools read: a file or a folder of files, plain or packed.</summary>
internal sealed class ComparedInput
{
    private const int Block = 1 << 20;

    /// <summary>Looks at a log.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or no file in the folder.</exception>
    public ComparedInput(string place)
    {
        Place = place;
        Files = Directory.Exists(place) ? [.. Directory.GetFiles(place).Order(StringComparer.Ordinal)] : [place];
        if (Files.Count == 0 || !Files.All(File.Exists))
        {
            throw new FileNotFoundException($"{place}: there is no log to compare with");
        }

        IsPacked = Files[0].EndsWith(".gz", StringComparison.Ordinal);
        foreach (string file in Files)
        {
            // Reading it all once also brings it into the page cache.
            Stored += Length(file, isPacked: false);
            Bytes += IsPacked ? Length(file, isPacked: true) : new FileInfo(file).Length;
        }
    }

    /// <summary>As the user named it.</summary>
    public string Place { get; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Whether they are gzip.</summary>
    public bool IsPacked { get; }

    /// <summary>Bytes of JSON.</summary>
    public long Bytes { get; }

    /// <summary>Bytes on disk.</summary>
    public long Stored { get; }

    /// <summary>Copies the beginning of the log, whole lines of it, for tools that would take hours.</summary>
    /// <returns>How many bytes it has.</returns>
    public long WriteBeginning(string path, long limit)
    {
        using FileStream output = File.Create(path);
        byte[] block = new byte[Block];
        foreach (string file in Files)
        {
            using Stream input = Open(file, IsPacked);
            for (int read; output.Length < limit && (read = input.Read(block, 0, (int)Math.Min(block.Length, limit - output.Length))) > 0;)
            {
                output.Write(block, 0, read);
            }

            if (output.Length >= limit)
            {
                break;
            }
        }

        CutAtLine(output, block);
        return output.Length;
    }

    private static void CutAtLine(FileStream file, byte[] block)
    {
        long from = Math.Max(0, file.Length - block.Length);
        file.Position = from;
        int read = file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        file.SetLength(from + block.AsSpan(0, read).LastIndexOf((byte)'\n') + 1);
    }

    private static long Length(string file, bool isPacked)
    {
        using Stream input = Open(file, isPacked);
        byte[] block = new byte[Block];
        long length = 0;
        for (int read; (read = input.Read(block)) > 0;)
        {
            length += read;
        }

        return length;
    }

    private static Stream Open(string file, bool isPacked)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        return isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}
