using System.Text;

namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>Whose a file is.</summary>
internal enum FileOwner : byte
{
    /// <summary>We wrote it, and nobody has touched it since.</summary>
    Ours,

    /// <summary>We wrote it, and somebody edited it.</summary>
    Edited,

    /// <summary>We did not write it.</summary>
    Foreign,
}

/// <summary>
/// The two comment lines at the head of a policy file: the hash of everything below the first line, which shows whether
/// somebody edited the file, and the hash of the rules alone, which shows whether a new proposal says anything new.
/// </summary>
internal static class FileSeal
{
    private const string ContentKey = "# flow2policy-content: ";
    private const string RulesKey = "# flow2policy-rules: ";

    /// <summary>The sealed text of a file as UTF-8.</summary>
    /// <param name="body">The document with all its comments, its lines ended by <c>\n</c> alone.</param>
    /// <param name="rulesHash">The hash of the same document without comments.</param>
    public static byte[] Seal(string body, string rulesHash)
    {
        string second = $"{RulesKey}{rulesHash}\n";
        int firstLength = ContentKey.Length + Digest.Length + 1;
        byte[] all = new byte[firstLength + second.Length + Encoding.UTF8.GetByteCount(body)];
        Encoding.UTF8.GetBytes(second, all.AsSpan(firstLength));
        Encoding.UTF8.GetBytes(body, all.AsSpan(firstLength + second.Length));
        Encoding.UTF8.GetBytes($"{ContentKey}{Digest.Of(all.AsSpan(firstLength))}\n", all);
        return all;
    }

    /// <summary>Whose the text is; for texts with a seal, the hash of the rules that it was written for.</summary>
    public static (FileOwner Owner, string RulesHash) Read(string text)
    {
        string content = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        int first = content.IndexOf('\n', StringComparison.Ordinal);
        if (first < 0 || !content.StartsWith(ContentKey, StringComparison.Ordinal))
        {
            return (FileOwner.Foreign, "");
        }

        string below = content[(first + 1)..];
        string hash = content[ContentKey.Length..first];
        int second = below.IndexOf('\n', StringComparison.Ordinal);
        bool intact = second >= 0 && below.StartsWith(RulesKey, StringComparison.Ordinal) && hash == Digest.Of(below);
        return intact ? (FileOwner.Ours, below[RulesKey.Length..second]) : (FileOwner.Edited, "");
    }
}
