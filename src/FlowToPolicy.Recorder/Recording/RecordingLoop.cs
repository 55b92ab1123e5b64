using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>
/// Records from a relay until it is told to stop: opens the stream again whenever it ends, goes on where it was, and hands what was folded
/// to a writer. See <see cref="RecordingSource"/> for where it reads, and <see cref="RecordingOptions"/> for its times.
/// </summary>
public sealed class RecordingLoop : IDisposable
{
    private readonly RecordingSource _source;
    private readonly RecordingOptions _options;
    private readonly RecordingSink _sink;
    private readonly BatchWriter _writer;
    private readonly RelayProgress _progress = new();
    private readonly EndpointTable _endpoints = new();
    private readonly StreamBreak _break = new();
    private readonly NodePoller _poller;
    private long _streams;
    private long _ticks;
    private bool _connected;
    private Task _pause = Task.CompletedTask;

    /// <summary>Makes a recorder; nothing happens before <see cref="RunAsync"/>.</summary>
    /// <param name="source">Where it reads.</param>
    /// <param name="options">Its times and bounds.</param>
    /// <param name="marks">How far an earlier run has come.</param>
    /// <param name="commit">
    /// Writes one batch, all or nothing. It may take its time and may fail: it is called again then. The batch is valid until it returns:
    /// the memory of its marks is used for the next one.
    /// </param>
    public RecordingLoop(RecordingSource source, RecordingOptions options, IReadOnlyList<NodeMark> marks, Action<RecordedBatch> commit)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentNullException.ThrowIfNull(commit);
        var telling = new Lock();
        _source = source;
        _options = options with
        {
            Tell = notice =>
            {
                lock (telling)
                {
                    options.Tell(notice);
                }
            },
        };
        _sink = new RecordingSink(_options, marks) { MaskRefused = () => _break.Now(StreamEnd.MaskRefused) };
        _writer = new BatchWriter(commit, _options);
        _poller = new NodePoller(source, _options, _sink, _break);
    }

    /// <summary>What was done so far; may be asked at any time.</summary>
    public RecordingCounters Counters
    {
        get
        {
            return _writer.Count(_sink.Counters()) with
            {
                Streams = Volatile.Read(ref _streams),
                Bytes = _progress.Bytes,
                Connected = Volatile.Read(ref _connected),
            };
        }
    }

    /// <summary>Whether it waits before the next connection.</summary>
    internal bool IsPausing => !Volatile.Read(ref _pause).IsCompleted;

    /// <summary>Seconds that have been dealt with.</summary>
    internal long Ticks => Volatile.Read(ref _ticks);

    /// <summary>Polls that have ended, well or not.</summary>
    internal long Polls => _poller.Polls;

    /// <summary>
    /// Reads the certificates again and connects with them. When they cannot be used, the stream that is open stays open and
    /// <see cref="RecordingOptions.Tell"/> hears why.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task ReloadCertificatesAsync(CancellationToken cancel)
    {
        try
        {
            using var trial = new RelayConnection(await _source.Connect(false, cancel).ConfigureAwait(false));
        }
        catch (RelayException exception)
        {
            _options.Tell(new(RecordingEvent.CertificatesRefused, $"the certificates cannot be used, so that the recording goes on with the old ones: {exception.Message}"));
            return;
        }

        _options.Tell(new(RecordingEvent.CertificatesReloaded, "the certificates were read again; the stream is opened with them"));
        _break.Now(StreamEnd.Reload);
    }

    /// <summary>Records until <paramref name="stop"/>, then writes what was read.</summary>
    /// <param name="stop">Ends the recording in good order.</param>
    /// <param name="breakOff">Ends it at once; what is not written is lost.</param>
    /// <exception cref="OperationCanceledException"><paramref name="breakOff"/> was cancelled.</exception>
    /// <exception cref="Exception">The last batch, or any, could not be written: what the delegate threw.</exception>
    public async Task RunAsync(CancellationToken stop, CancellationToken breakOff)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, breakOff);

        // Made here, so that their first second begins now.
        using var second = new PeriodicTimer(RecordingOptions.Tick, _options.Clock);
        using var poll = new PeriodicTimer(_options.PollEvery, _options.Clock);
        Task writing = Task.Run(() => WriteAsync(ended, breakOff), CancellationToken.None);
        Task ticking = Task.Run(() => TickAsync(second, ended.Token), CancellationToken.None);
        Task polling = Task.Run(() => _poller.RunAsync(poll, ended.Token), CancellationToken.None);
        try
        {
            await ReadAsync(ended.Token).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(ticking, polling).ConfigureAwait(false);
            if (!breakOff.IsCancellationRequested)
            {
                _writer.Give(_sink.Take(isLast: true));
                _writer.Complete();
            }

            await writing.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private async Task WriteAsync(CancellationTokenSource ended, CancellationToken breakOff)
    {
        try
        {
            await _writer.RunAsync(breakOff).ConfigureAwait(false);
        }
        catch
        {
            // Without a writer there is nothing to read for.
            await ended.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        var backoff = new Backoff(_options.FirstPause, _options.LongestPause, _options.Jitter);
        bool withMask = _source.Request.FieldMask;
        while (!stop.IsCancellationRequested)
        {
            long flows = _sink.Counters().Flows;
            StreamEnd end = await ReadOnceAsync(withMask, stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            _sink.Break();
            if (end == StreamEnd.MaskRefused)
            {
                _options.Tell(new(RecordingEvent.MaskWithdrawn, "a node does not know a field of the mask: whole flows are asked for on the next connection"));
            }

            // Withdrawn for one connection: the agent may have been updated by the next.
            withMask = _source.Request.FieldMask && end != StreamEnd.MaskRefused;
            if (_sink.Counters().Flows > flows)
            {
                backoff.Reset();
            }

            if (end is StreamEnd.Itself or StreamEnd.Deaf)
            {
                await WaitAsync(backoff.Next(), stop).ConfigureAwait(false);
            }
        }
    }

    private async Task<StreamEnd> ReadOnceAsync(bool withMask, CancellationToken stop)
    {
        await using var scope = new StreamBreak.Scope(_break, stop);
        try
        {
            RelayOptions options = await _source.Connect(true, scope.Token).ConfigureAwait(false);
            long since = _sink.Since();
            FlowRequest request = _source.Request with { Follow = true, Since = since != 0 ? since : _source.Request.Since != 0 ? _source.Request.Since : DateTime.UnixEpoch.Ticks, Last = 0, First = 0, FieldMask = withMask };
            Interlocked.Increment(ref _streams);
            Volatile.Write(ref _connected, true);
            if (await RelaySource.ReadAsync(options, request, _endpoints, _sink, _progress, scope.Token).ConfigureAwait(false) == RelayEnd.Complete)
            {
                _options.Tell(new(RecordingEvent.StreamEnded, "the relay ended the stream, as it does when it has lost its nodes; it is opened again"));
            }
        }
        catch (RelayException exception)
        {
            _options.Tell(new(RecordingEvent.StreamFailed, $"{exception.Message}; it is tried again"));
        }
        catch (OperationCanceledException) when (scope.Token.IsCancellationRequested)
        {
            // Told so by whoever broke it off.
        }
        finally
        {
            Volatile.Write(ref _connected, false);
        }

        return scope.End;
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken stop)
    {
        await using var scope = new StreamBreak.Scope(_break, stop);
        try
        {
            var delay = Task.Delay(pause, _options.Clock, scope.Token);
            Volatile.Write(ref _pause, delay);
            await delay.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (scope.Token.IsCancellationRequested)
        {
            // The pause is over early.
        }
    }

    private async Task TickAsync(PeriodicTimer timer, CancellationToken stop)
    {
        (DateTimeOffset batch, DateTimeOffset given) = (_options.Clock.GetUtcNow(), _options.Clock.GetUtcNow());
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                _sink.Tick();
                DateTimeOffset now = _options.Clock.GetUtcNow();
                if (now - batch >= _options.BatchEvery)
                {
                    batch = now;
                    BatchDraft draft = _sink.Take(isLast: false);
                    if (!draft.IsEmpty || now - given >= _options.BeatEvery)
                    {
                        given = now;
                        _writer.Give(draft);
                    }
                }

                Interlocked.Increment(ref _ticks);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The recording ends.
        }
    }
}
