namespace FlowToPolicy.Flows.Logs;

/// <summary>What one reader takes at a time: a file, or the lines of a file between two places.</summary>
/// <param name="File">The file.</param>
/// <param name="From">Where the part begins, in bytes; the first line that is read is the first one that begins there or later.</param>
/// <param name="To">Where it ends: a line that begins before is read whole; <see cref="long.MaxValue"/> for the end of the file.</param>
internal sealed record LogPart(LogFile File, long From, long To)
{
    /// <summary>Whether this is all of the file.</summary>
    public bool IsWhole => From == 0 && To == long.MaxValue;

    /// <summary>
    /// The parts of all files in their order. Large files are cut up only when there are too few of them to keep all readers busy
    /// to the end; those that are packed, or no regular files, never.
    /// </summary>
    /// <param name="files">The files.</param>
    /// <param name="readers">How many readers there are.</param>
    /// <param name="size">How many bytes a part has.</param>
    public static IReadOnlyList<LogPart> Of(IReadOnlyList<LogFile> files, int readers, int size)
    {
        bool areFew = readers > 1 && files.Count < 4 * readers;
        var parts = new List<LogPart>();
        foreach (LogFile file in files)
        {
            long count = areFew && file.Length is { } length && length >= 2L * size && IsText(file) ? length / size : 1;
            for (long i = 0; i < count; i++)
            {
                parts.Add(new LogPart(file, i * size, i == count - 1 ? long.MaxValue : (i + 1) * size));
            }
        }

        return parts;
    }

    /// <summary>Whether the file begins as a log does that is not packed. Whatever else is wrong with it is found when it is read.</summary>
    private static bool IsText(LogFile file)
    {
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle handle = System.IO.File.OpenHandle(file.Path, share: LogSource.Sharing);
            Span<byte> head = stackalloc byte[8];
            int read = RandomAccess.Read(handle, head, 0);
            return read > 0 && head[0] is (byte)'{' or >= (byte)'0' and <= (byte)'9';
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }
}
