using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>
/// Asks the relay every minute, on a connection of its own, how its nodes are. That shows restarts of agents, how many flows they saw, and
/// streams that are dead or deaf although nobody says so.
/// </summary>
internal sealed class NodePoller(RecordingSource source, RecordingOptions options, RecordingSink sink, StreamBreak stream)
{
    private const int LongestPatience = 64;

    private long _polls;
    private bool _failing;
    private int _patience = 1;
    private int _sinceBreak = 1;

    /// <summary>Polls that have ended, well or not.</summary>
    public long Polls => Volatile.Read(ref _polls);

    /// <summary>Asks until it is told to stop.</summary>
    public async Task RunAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                await PollAsync(stop).ConfigureAwait(false);
                Interlocked.Increment(ref _polls);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The recording ends.
        }
    }

    private async Task PollAsync(CancellationToken stop)
    {
        try
        {
            using var connection = new RelayConnection(await source.Connect(false, stop).ConfigureAwait(false));
            Dictionary<string, long> received = sink.Received();
            long asked = options.Clock.GetUtcNow().UtcTicks;
            if (await connection.GetNodesAsync(stop).ConfigureAwait(false) is { } nodes)
            {
                Judge(sink.Polled(nodes, received, asked, source.IsWhole));
            }

            _failing = false;
        }
        catch (RelayException exception)
        {
            if (!_failing)
            {
                options.Tell(new(RecordingEvent.PollFailed, $"the nodes could not be asked for their state: {exception.Message}"));
            }

            _failing = true;
        }
    }

    /// <summary>A deaf stream is opened anew; when that does not help, less and less often.</summary>
    private void Judge(string? deaf)
    {
        _sinceBreak++;
        if (deaf is null)
        {
            _patience = 1;
        }
        else if (_sinceBreak >= _patience)
        {
            (_sinceBreak, _patience) = (0, Math.Min(_patience * 2, LongestPatience));
            options.Tell(new(RecordingEvent.NodeDeaf, $"{deaf} sees flows, but none arrives: the stream is opened again"));
            stream.Now(StreamEnd.Deaf);
        }
    }
}
