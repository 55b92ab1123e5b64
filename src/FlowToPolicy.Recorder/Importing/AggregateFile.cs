using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Graph.Aggregates;
using FlowToPolicy.Graph.Folding.Rows;

namespace FlowToPolicy.Recorder.Importing;

/// <summary>Reads files of sums (docs/store-format.md).</summary>
public static class AggregateFile
{
    private const int MaxLine = 8 << 20;
    private const int MostProblems = 5;

    /// <summary>Whether a file is one, plain or gzip; false when it cannot be read.</summary>
    public static bool Is(string path)
    {
        try
        {
            using Stream content = ContentSlice.Open(path);
            byte[] begin = new byte[AggregateFormat.Begin.Length];
            return content.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && AggregateFormat.IsAggregates(begin);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Reads all rows of a file, plain or gzip; what is wrong with lines that were passed by, one line each.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reader">Takes the rows.</param>
    /// <param name="isStrict">Whether a line that cannot be read is an error.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="InputException">The file cannot be read, is of another version, or, when strict, holds a line that is no row.</exception>
    public static IReadOnlyList<string> Read(string path, AggregateReader reader, bool isStrict, CancellationToken stop = default)
    {
        try
        {
            using Stream content = ContentSlice.Open(path);
            return Read(content, path, reader, isStrict, stop);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"{path}: the file cannot be read ({cause.Message}); check the file and its permissions", cause);
        }
    }

    internal static IReadOnlyList<string> Read(Stream content, string path, AggregateReader reader, bool isStrict, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var problems = new List<string>();
        byte[] buffer = new byte[1 << 16];
        int held = 0;
        long line = 0;
        while (!stop.IsCancellationRequested)
        {
            int read = content.Read(buffer, held, buffer.Length - held);
            int end = read == 0 && held > 0 ? Terminate(ref buffer, ref held) : held += read;
            int start = 0, length;
            while ((length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0)
            {
                Take(buffer.AsMemory(start, length), path, ++line, reader, isStrict, problems);
                start += length + 1;
            }

            if (read == 0)
            {
                break;
            }

            held = end - start;
            buffer.AsSpan(start, held).CopyTo(buffer);
            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, held < MaxLine ? held * 2 : throw new InputException($"{path}:{line + 1}: the line is longer than {MaxLine >> 20} MiB; this is no file of {AggregateFormat.Kind}"));
            }
        }

        return problems;
    }

    /// <summary>Ends a last line that has no line break.</summary>
    private static int Terminate(ref byte[] buffer, ref int held)
    {
        if (held == buffer.Length)
        {
            Array.Resize(ref buffer, held + 1);
        }

        buffer[held++] = (byte)'\n';
        return held;
    }

    private static void Take(ReadOnlyMemory<byte> row, string path, long line, AggregateReader reader, bool isStrict, List<string> problems)
    {
        try
        {
            reader.Read(row);
        }
        catch (RowException cause)
        {
            // Nothing in a file of another version can be believed.
            if (isStrict || line == 1)
            {
                throw new InputException($"{path}:{line}: {cause.Message}; {(line == 1 ? "use the program that wrote it" : "mend the line, or leave --strict out")}", cause);
            }

            reader.Refuse();
            if (problems.Count < MostProblems)
            {
                problems.Add($"{path}:{line}: {cause.Message}; the line is left out");
            }
        }
    }
}
