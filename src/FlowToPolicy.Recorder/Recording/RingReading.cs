using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>Reads what the rings hold now, beside what was recorded before: without the flows that are recorded already.</summary>
public static class RingReading
{
    /// <summary>Reads one stream to its end, or until it is told to stop.</summary>
    /// <param name="options">How to reach the relay.</param>
    /// <param name="request">What is asked for; it does not follow.</param>
    /// <param name="marks">How far the nodes were recorded.</param>
    /// <param name="recording">The times and the clock.</param>
    /// <param name="progress">What counts along.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>What the rings add, as a batch that is not meant to be written: whoever records reads these flows for himself.</returns>
    /// <exception cref="RelayException">See <see cref="RelaySource.ReadAsync"/>.</exception>
    public static async Task<RecordedBatch> ReadAsync(
        RelayOptions options, FlowRequest request, IReadOnlyList<NodeMark> marks, RecordingOptions recording, RelayProgress progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(marks);
        var sink = new RecordingSink(recording, marks);
        await RelaySource.ReadAsync(options, request, new EndpointTable(), sink, progress, stop).ConfigureAwait(false);
        return sink.Take(isLast: true).ToBatch();
    }
}
