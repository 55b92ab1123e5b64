namespace FlowToPolicy.Flows.Logs;

/// <summary>How far several readers are with one file.</summary>
/// <param name="number">Its place among the files.</param>
/// <param name="file">The file.</param>
/// <param name="parts">How many parts it has.</param>
internal sealed class FileReading(int number, LogFile file, int parts)
{
    private readonly Lock _turn = new();
    private readonly List<LogTally> _forks = [];
    private readonly (InputProblems Problems, long Lines)[] _results = new (InputProblems, long)[parts];
    private int _left = parts;
    private volatile bool _isBroken;

    public int Number => number;

    public LogFile File => file;

    /// <summary>Whether a reader has begun with it.</summary>
    public bool HasBegun { get; set; }

    /// <summary>
    /// Whether it must be read from its start by one reader, because a part of it says something that only those before it explain.
    /// </summary>
    public bool IsBroken => _isBroken;

    /// <summary>Whether all of its parts were read.</summary>
    public bool IsFinished => _left == 0;

    /// <summary>Why the file is of no use; null when it is.</summary>
    public InputException? Failure { get; private set; }

    /// <summary>How many bytes were read for nothing when it is broken.</summary>
    public long Bytes { get; private set; }

    /// <summary>What the readers of its parts have taken so far.</summary>
    public IReadOnlyList<LogTally> Forks => _forks;

    /// <summary>Adds what a further reader of parts is going to fill.</summary>
    public void AddFork(LogTally fork)
    {
        lock (_turn)
        {
            _forks.Add(fork);
        }
    }

    /// <summary>Says that one reader cannot make sense of a part.</summary>
    public void Break() => _isBroken = true;

    /// <summary>Says that the file is of no use.</summary>
    public void Fail(InputException failure) => Failure = failure;

    /// <summary>Takes what a part gave besides events. True when it was the last one.</summary>
    public bool Finish(int part, InputProblems problems, long lines, long bytes)
    {
        lock (_turn)
        {
            _results[part] = (problems, lines);
            Bytes += bytes;
            return --_left == 0;
        }
    }

    /// <summary>Adds the problems of all parts, in their order.</summary>
    /// <exception cref="InputException">The run is strict and there are some.</exception>
    public void AddProblemsTo(InputProblems all)
    {
        long lines = 0;
        foreach ((InputProblems? problems, long count) in _results)
        {
            if (problems is not null)
            {
                all.Add(problems, lines);
            }

            lines += count;
        }
    }
}
