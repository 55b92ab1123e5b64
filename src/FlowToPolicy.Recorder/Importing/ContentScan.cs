using System.Security.Cryptography;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Recorder.Importing;

/// <summary>
/// A first look at the content of a file: how far it goes, its digest, and with which known content it begins. A last line that somebody
/// is still writing does not belong to it.
/// </summary>
/// <param name="Whole">The content up to its last whole line.</param>
/// <param name="Known">The longest known content that it begins with; null when there is none.</param>
/// <param name="IsCutOff">Whether the content could not be unzipped to its end.</param>
internal sealed record ContentScan(KnownContent Whole, KnownContent? Known, bool IsCutOff)
{
    /// <summary>Reads a stream to its end.</summary>
    public static ContentScan Of(Stream content, IReadOnlyList<KnownContent> known)
    {
        var begins = new List<KnownContent>();
        long[] lengths = [.. known.Select(k => k.Bytes).Distinct().Order()];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var whole = new KnownContent(0, hash.GetCurrentHash());
        byte[] buffer = new byte[1 << 16];
        long at = 0;
        int next = 0, last = '\n', read;
        bool isCutOff = false;
        while ((read = Read(content, buffer, ref isCutOff)) > 0)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, read);
            last = rest[^1];
            int newline = rest.LastIndexOf((byte)'\n') + 1;
            while (!rest.IsEmpty)
            {
                // The digest is asked for at the lengths of known contents and behind the last line of the piece.
                int done = read - rest.Length, step = rest.Length;
                step = newline > done ? Math.Min(step, newline - done) : step;
                step = next < lengths.Length ? (int)Math.Min(step, lengths[next] - at) : step;
                hash.AppendData(rest[..step]);
                at += step;
                rest = rest[step..];
                if (next < lengths.Length && at == lengths[next])
                {
                    byte[] digest = hash.GetCurrentHash();
                    begins.AddRange(known.Where(k => k.Bytes == lengths[next] && k.Digest.AsSpan().SequenceEqual(digest)));
                    next++;
                }

                whole = done + step == newline ? new KnownContent(at, hash.GetCurrentHash()) : whole;
            }
        }

        whole = last is '}' or ']' && !isCutOff ? new KnownContent(at, hash.GetCurrentHash()) : whole;
        return new ContentScan(whole, begins.Where(k => k.Bytes <= whole.Bytes).MaxBy(k => k.Bytes), isCutOff);
    }

    private static int Read(Stream content, byte[] buffer, ref bool isCutOff)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (InvalidDataException)
        {
            isCutOff = true;
            return 0;
        }
    }
}
