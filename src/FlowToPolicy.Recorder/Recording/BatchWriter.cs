using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>
/// Writes batches one after the other on a thread of its own. While the writing is slow or fails, what comes is merged into one batch
/// that waits, so that neither the stream is held up nor memory grows with flows.
/// </summary>
/// <param name="commit">Writes one batch, all or nothing. The batch is of no use when it has returned.</param>
/// <param name="options">The bound, the clock, and who is told.</param>
internal sealed class BatchWriter(Action<RecordedBatch> commit, RecordingOptions options) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _given = new(0);
    private readonly CancellationTokenSource _complete = new();
    private BatchDraft _waiting = new();
    private DateTimeOffset? _lastWrite;
    private DateTimeOffset? _failingSince;
    private string _failure = "";
    private long _writes;
    private long _failedWrites;
    private long _dropped;
    private bool _isWaiting;

    /// <summary>Adds what this knows of the writing.</summary>
    public RecordingCounters Count(RecordingCounters counters)
    {
        lock (_gate)
        {
            return counters with
            {
                Dropped = counters.Dropped + _dropped,
                LastWrite = _lastWrite,
                Writes = _writes,
                FailedWrites = _failedWrites,
                FailingSince = _failingSince,
                WriteFailure = _failure,
            };
        }
    }

    /// <summary>Flows that were given up because the writing took too long.</summary>
    public long Dropped
    {
        get
        {
            lock (_gate)
            {
                return _dropped;
            }
        }
    }

    /// <summary>Takes a batch, which may be empty: that tells the store that the recorder lives. Never waits for the writing.</summary>
    public void Give(BatchDraft draft)
    {
        long dropped = 0;
        lock (_gate)
        {
            if (_waiting.Weight > 0 && _waiting.Weight + draft.Weight > options.MaxWaiting)
            {
                dropped = draft.DropFold();
                _dropped += dropped;
            }

            _waiting.Add(draft);
            _isWaiting = true;
        }

        _given.Release();
        if (dropped > 0)
        {
            options.Tell(new(RecordingEvent.FlowsDropped, $"{dropped} flows had to be given up, because the store could not be written for too long; they count as lost"));
        }
    }

    /// <summary>Nothing more comes: <see cref="RunAsync"/> ends when all is written.</summary>
    public void Complete()
    {
        _complete.Cancel();
        _given.Release();
    }

    /// <summary>Writes until <see cref="Complete"/>.</summary>
    /// <param name="breakOff">Gives up what is not written yet.</param>
    /// <exception cref="Exception">The last batch could not be written, or none can be: what the delegate threw.</exception>
    public async Task RunAsync(CancellationToken breakOff)
    {
        TimeSpan pause = FirstPause;
        bool failing = false;
        while (true)
        {
            await _given.WaitAsync(breakOff).ConfigureAwait(false);
            (BatchDraft? draft, bool isLast) = Next();
            if (draft is not null && Write(draft, isLast, failing) is { } failure)
            {
                options.Tell(new(RecordingEvent.WriteFailed, $"the store cannot be written ({failure.Message}); it is tried again in {pause.TotalSeconds:0} s, and nothing is lost meanwhile"));
                failing = true;
                PutBack(draft);
                await PauseAsync(pause, breakOff).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                _given.Release();
                continue;
            }

            (failing, pause) = draft is null ? (failing, pause) : (false, FirstPause);
            if (isLast)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _given.Dispose();
        _complete.Dispose();
    }

    private (BatchDraft? Draft, bool IsLast) Next()
    {
        // In this order: what was given before the completion must not be left behind.
        bool isLast = _complete.IsCancellationRequested;
        lock (_gate)
        {
            BatchDraft? draft = _isWaiting ? _waiting : null;
            (_waiting, _isWaiting) = (new BatchDraft(), false);
            return (draft, isLast);
        }
    }

    private void PutBack(BatchDraft draft)
    {
        lock (_gate)
        {
            draft.Add(_waiting);
            (_waiting, _isWaiting) = (draft, true);
        }
    }

    /// <summary>What went wrong; null when it is written. What goes wrong for good, or with the last batch, is thrown.</summary>
    private Exception? Write(BatchDraft draft, bool isLast, bool wasFailing)
    {
        try
        {
            commit(draft.ToBatch());
        }
        catch (Exception failure) when (!isLast && !options.IsFinal(failure))
        {
            lock (_gate)
            {
                _failedWrites++;
                _failingSince ??= options.Clock.GetUtcNow();
                _failure = failure.Message;
            }

            return failure;
        }

        draft.Release();
        lock (_gate)
        {
            _lastWrite = options.Clock.GetUtcNow();
            _writes++;
            (_failingSince, _failure) = (null, "");
        }

        if (wasFailing)
        {
            options.Tell(new(RecordingEvent.WriteResumed, "the store is written again"));
        }

        return null;
    }

    /// <summary>Waits, but no longer than until nothing more comes.</summary>
    private async Task PauseAsync(TimeSpan pause, CancellationToken breakOff)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(breakOff, _complete.Token);
        try
        {
            await Task.Delay(pause, options.Clock, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!breakOff.IsCancellationRequested)
        {
            // The last try comes at once.
        }
    }
}
