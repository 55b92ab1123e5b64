namespace FlowToPolicy.Cli.Terminals;

/// <summary>
/// Ctrl-C and SIGTERM: the first ends the reading, so that what was read is analysed; the second, or the first where nothing is read, breaks the command off.
/// </summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stopReading = new();
    private readonly CancellationTokenSource _breakOff = new();
    private int _signals;
    private int _readers;

    /// <summary>Asks to read no further.</summary>
    public CancellationToken StopReading => _stopReading.Token;

    /// <summary>Asks to give up; nothing is written after it.</summary>
    public CancellationToken BreakOff => _breakOff.Token;

    /// <summary>Whether the reading was ended early.</summary>
    public bool WasStopped => _stopReading.IsCancellationRequested;

    /// <summary>Whether the first signal was SIGTERM: whoever sent it wants an end, and nothing more.</summary>
    public bool WasTerminated { get; private set; }

    /// <summary>Whether there is a reading that can be ended; elsewhere the first signal already breaks off.</summary>
    public bool IsReading => Volatile.Read(ref _readers) > 0;

    /// <summary>Begins a reading that can be ended early; disposing of the result ends it.</summary>
    public IDisposable Reading()
    {
        Interlocked.Increment(ref _readers);
        return new ReadingScope(this);
    }

    /// <summary>Takes one signal. True when it was the first.</summary>
    /// <param name="terminates">Whether it is SIGTERM, and not Ctrl-C.</param>
    public bool Signal(bool terminates = false)
    {
        bool first = Interlocked.Increment(ref _signals) == 1;
        WasTerminated |= first && terminates;
        (first ? _stopReading : _breakOff).Cancel();
        return first;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopReading.Dispose();
        _breakOff.Dispose();
    }

    private sealed class ReadingScope(Interruption interruption) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref interruption._readers);
    }
}
