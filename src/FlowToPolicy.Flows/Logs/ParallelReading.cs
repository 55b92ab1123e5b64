namespace FlowToPolicy.Flows.Logs;

/// <summary>
/// Reads files, and the parts of large ones, with several readers at once. Each fills a fork of the sink; what comes of it is the same
/// as if one reader had read everything.
/// </summary>
/// <remarks>
/// The lines of an ordinary log mean the same wherever one begins to read. Those of an array, of objects over many lines or of lines in
/// pieces do not. A reader that meets such a thing in a part of a file breaks the attempt off: what was taken of this file is
/// thrown away, and the file is read from its start by one reader.
/// </remarks>
internal sealed class ParallelReading(LogSource source, IForkingSink sink, LogTally total)
{
    private readonly Lock _joining = new();
    private FileReading[] _files = [];
    private (FileReading File, LogPart Part, int Number)[] _parts = [];
    private int _next = -1;
    private volatile int _lastFile = int.MaxValue;

    /// <summary>Reads all parts.</summary>
    /// <returns>How many files were read.</returns>
    /// <exception cref="InputException">A file is of no use although the user named it, or the run is strict and there was a problem.</exception>
    public int Read(IReadOnlyList<LogPart> parts, CancellationToken stop)
    {
        _files = [.. parts.GroupBy(part => part.File).Select((group, i) => new FileReading(i, group.Key, group.Count()))];
        _parts = [.. _files.SelectMany(file => parts.Where(part => part.File == file.File).Select((part, i) => (file, part, i)))];
        int readers = Math.Min(source.Options.Readers, parts.Count);
        Task[] work = [.. Enumerable.Range(0, readers).Select(_ => Task.Factory.StartNew(
            () => Work(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task.WhenAll(work).GetAwaiter().GetResult();

        // What the readers remember is together larger than the graph; without this it stays until the graph is written.
        GC.Collect();
        return Conclude(stop);
    }

    private void Work(CancellationToken stop)
    {
        var problems = new InputProblems(false);
        LogTally whole = Fork(), part = whole;
        FileReading? current = null;
        var reader = new LogReader(new EndpointTable(), whole, problems, source.Progress);
        int next;
        while (!stop.IsCancellationRequested && (next = Interlocked.Increment(ref _next)) < _parts.Length)
        {
            (FileReading file, LogPart range, int number) = _parts[next];
            if (file.Number > _lastFile)
            {
                break;
            }

            file.HasBegun = true;
            problems = new InputProblems(false);
            if (range.IsWhole)
            {
                reader.GiveTo(whole, problems);
                ReadWhole(file, reader, stop);
                file.Finish(number, problems, 0, 0);
                continue;
            }

            if (file != current)
            {
                current = file;
                part = Fork();
                file.AddFork(part);
            }

            reader.GiveTo(part, problems);
            long bytes = file.IsBroken ? 0 : ReadPart(file, range, reader, problems, stop);
            if (file.Finish(number, problems, reader.Lines, bytes) && !file.IsBroken)
            {
                Join(file);
            }
        }

        whole.Complete();
        Join(whole);
    }

    private LogTally Fork() => new(sink.Fork(), source.Options.Filter, source.Progress);

    private void ReadWhole(FileReading file, LogReader reader, CancellationToken stop)
    {
        try
        {
            source.Read(file.File, reader, stop);
        }
        catch (InputException failure)
        {
            file.Fail(failure);
            _lastFile = Math.Min(_lastFile, file.Number);
        }
    }

    private long ReadPart(FileReading file, LogPart range, LogReader reader, InputProblems problems, CancellationToken stop)
    {
        try
        {
            using var lines = new PartStream(range);
            if (range.From == 0)
            {
                reader.Read(file.File, lines, stop);
            }
            else
            {
                reader.ReadMiddle(file.File, lines, stop);
            }

            if (reader.HasContext || (source.Options.IsStrict && problems.Count > 0))
            {
                file.Break();
            }

            return lines.BytesRead;
        }
        catch (Exception failure) when (failure is InputException or IOException or UnauthorizedAccessException)
        {
            // Read once more by one reader, it says what is wrong and where.
            file.Break();
            return 0;
        }
    }

    private void Join(FileReading file)
    {
        foreach (LogTally fork in file.Forks)
        {
            fork.Complete();
            Join(fork);
        }
    }

    private void Join(LogTally fork)
    {
        lock (_joining)
        {
            sink.Join((IForkingSink)fork.Sink);
            total.Add(fork);
        }
    }

    /// <summary>Goes through the files in their order: their problems, their failures, and those that one reader must read.</summary>
    private int Conclude(CancellationToken stop)
    {
        LogReader? reader = null;
        foreach (FileReading file in _files)
        {
            if (file.IsBroken && !stop.IsCancellationRequested)
            {
                source.Progress.AddBytes(-file.Bytes);
                reader ??= new LogReader(new EndpointTable(), total, source.Problems, source.Progress);
                source.Read(file.File, reader, stop);
                continue;
            }

            if (stop.IsCancellationRequested && !file.IsBroken && !file.IsFinished)
            {
                Join(file);
            }

            file.AddProblemsTo(source.Problems);
            if (file.Failure is not null)
            {
                throw file.Failure;
            }
        }

        return _files.Count(file => file.HasBegun);
    }
}
