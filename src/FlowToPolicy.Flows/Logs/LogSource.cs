namespace FlowToPolicy.Flows.Logs;

/// <summary>
/// Recorded Hubble flows: files, directories, standard input. Plain or gzip (by content, not by name), one event a line or a
/// JSON array, in every envelope that Hubble, its exporter, container runtimes and collectors write. Reads as a stream: a
/// large file needs no more memory than a small one.
/// </summary>
public sealed class LogSource
{
    /// <summary>Exporters go on writing, and rotate, while their files are read.</summary>
    internal const FileShare Sharing = FileShare.ReadWrite | FileShare.Delete;

    private readonly IReadOnlyList<string> _paths;
    private readonly Func<Stream> _standardInput;
    private readonly LogOptions _options;
    private readonly EndpointTable _endpoints;

    /// <summary>Names what is to be read; nothing is opened yet.</summary>
    /// <param name="paths">Files, directories (every *.json, *.jsonl, *.log and *.gz below them) and <c>-</c> for standard input.</param>
    /// <param name="standardInput">Opens standard input; asked only when a path is <c>-</c>.</param>
    /// <param name="options">Which flows are wanted, and how strict to be.</param>
    /// <param name="endpoints">Where endpoints are interned.</param>
    public LogSource(IReadOnlyList<string> paths, Func<Stream> standardInput, LogOptions options, EndpointTable endpoints)
    {
        _paths = paths;
        _standardInput = standardInput;
        _options = options;
        _endpoints = endpoints;
        Problems = new InputProblems(options.IsStrict);
    }

    /// <summary>How logs are read.</summary>
    internal LogOptions Options => _options;

    /// <summary>How far the reading is.</summary>
    public LogProgress Progress { get; } = new();

    /// <summary>What could not be used. To be asked after the reading.</summary>
    public InputProblems Problems { get; }

    /// <summary>The files behind paths: those of a directory, with all below it, in ordinal order; each file once.</summary>
    /// <exception cref="InputException">A path does not exist or a directory holds no log.</exception>
    public static IReadOnlyList<string> FilesOf(IReadOnlyList<string> paths) =>
        [.. LogFiles.Find(paths, new InputProblems(true)).Where(file => !file.IsStandardInput).Select(file => file.Path)];

    /// <summary>
    /// Reads everything and gives it to <paramref name="sink"/>, with several readers when it is an <see cref="IForkingSink"/>. When <paramref name="stop"/> is cancelled the reading ends
    /// early, and what was read counts.
    /// </summary>
    /// <exception cref="InputException">
    /// A named path is missing or no log, a directory holds none, no flow was found or wanted, or, when strict, there was a problem.
    /// </exception>
    public LogSummary Read(IFlowSink sink, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        IReadOnlyList<LogFile> files = LogFiles.Find(_paths, Problems);
        Progress.SetTotal(files.Any(f => f.Length is null) ? null : files.Sum(f => f.Length));
        var tally = new LogTally(sink, _options.Filter, Progress);
        IReadOnlyList<LogPart> parts = LogPart.Of(files, _options.Readers, _options.PartSize);
        int read = sink is IForkingSink forking && _options.Readers > 1 && parts.Count > 1
            ? new ParallelReading(this, forking, tally).Read(parts, stop)
            : ReadInTurn(files, tally, stop);
        tally.Complete();
        bool isBrokenOff = stop.IsCancellationRequested;
        if (tally.Flows == 0)
        {
            throw new InputException(NothingUsable.Explain(files, tally, Problems, isBrokenOff));
        }

        return new LogSummary(read, tally.Lines, tally.Flows, tally.Earliest, tally.Latest, isBrokenOff);
    }

    /// <summary>Reads one file, whatever it is.</summary>
    /// <exception cref="InputException">The file is of no use although the user named it.</exception>
    internal void Read(LogFile file, LogReader reader, CancellationToken stop)
    {
        if (file.IsStandardInput)
        {
            using Stream input = _standardInput();
            reader.Read(file, input, stop);
            return;
        }

        FileStream opened;
        try
        {
            opened = new FileStream(file.Path, FileMode.Open, FileAccess.Read, Sharing, bufferSize: 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            string what = failure is UnauthorizedAccessException ? "may not be read (permission denied)" : "cannot be opened";
            reader.Refuse(file, what, "check the file and its permissions", failure);
            return;
        }

        using (opened)
        {
            reader.Read(file, opened, stop);
        }
    }

    private int ReadInTurn(IReadOnlyList<LogFile> files, LogTally tally, CancellationToken stop)
    {
        var reader = new LogReader(_endpoints, tally, Problems, Progress) { ReadsAhead = _options.Readers > 1 };
        int read = 0;
        foreach (LogFile file in files)
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            Read(file, reader, stop);
            read++;
        }

        return read;
    }
}
