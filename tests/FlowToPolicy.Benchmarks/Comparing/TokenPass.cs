using System.Text.Json;

namespace FlowToPolicy.Benchmarks.Comparing;

/// <summary><c>tokens</c>: what it takes only to walk over all JSON of a log with .NET's own reader, line by line, keeping nothing.</summary>
internal static class TokenPass
{
    private const int BlockSize = 4 << 20;

    /// <summary>Walks over plain files and says how many tokens there are.</summary>
    public static int Run(string[] files)
    {
        byte[] block = new byte[BlockSize];
        long tokens = 0;
        foreach (string file in files)
        {
            using var input = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
            int kept = 0;
            for (int read; (read = input.Read(block, kept, block.Length - kept)) > 0;)
            {
                ReadOnlySpan<byte> unread = block.AsSpan(0, kept + read);
                for (int end; (end = unread.IndexOf((byte)'\n')) >= 0; unread = unread[(end + 1)..])
                {
                    tokens += Walk(unread[..end]);
                }

                unread.CopyTo(block);
                kept = unread.Length;
            }

            tokens += kept == 0 ? 0 : Walk(block.AsSpan(0, kept));
        }

        Console.WriteLine(tokens);
        return 0;
    }

    private static long Walk(ReadOnlySpan<byte> line)
    {
        long tokens = 0;
        var json = new Utf8JsonReader(line);
        while (json.Read())
        {
            tokens++;
        }

        return tokens;
    }
}
