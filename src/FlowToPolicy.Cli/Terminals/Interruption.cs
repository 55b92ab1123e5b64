namespace FlowToPolicy.Cli.Terminals;

/// <summary>
/// Ctrl-C and SIGTERM: the first ends the reading, so that what was read is analysed; the second breaks the command off.
/// </summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stopReading = new();
    private readonly CancellationTokenSource _breakOff = new();
    private int _signals;

    /// <summary>Asks to read no further.</summary>
    public CancellationToken StopReading => _stopReading.Token;

    /// <summary>Asks to give up; nothing is written after it.</summary>
    public CancellationToken BreakOff => _breakOff.Token;

    /// <summary>Whether the reading was ended early.</summary>
    public bool WasStopped => _stopReading.IsCancellationRequested;

    /// <summary>Takes one signal. True when it was the first.</summary>
    public bool Signal()
    {
        bool first = Interlocked.Increment(ref _signals) == 1;
        (first ? _stopReading : _breakOff).Cancel();
        return first;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopReading.Dispose();
        _breakOff.Dispose();
    }
}
