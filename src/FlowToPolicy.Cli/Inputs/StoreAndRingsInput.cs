using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Covering;
using FlowToPolicy.Recorder.Recording;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>What a store holds of a window, and what the rings of the nodes add to it; says how much of the window that is.</summary>
/// <param name="path">The store.</param>
/// <param name="relay">How to reach the relay.</param>
/// <param name="request">What is asked for.</param>
/// <param name="clock">The time.</param>
internal sealed class StoreAndRingsInput(string path, RelayOptions relay, FlowRequest request, TimeProvider clock) : ISumInput
{
    private readonly RelayProgress _progress = new();
    private readonly List<string> _warnings = [];

    /// <inheritdoc/>
    public GraphTally Sum { get; } = new();

    /// <inheritdoc/>
    public AskedWindow Asked { get; } = new(request.Since, request.Until, clock) { ReachesNow = true, Store = path };

    /// <inheritdoc/>
    public ReadingProgress Progress => new(_progress.Bytes, null, _progress.Flows);

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <inheritdoc/>
    public async Task ReadAsync(IFlowSink sink, CancellationToken stop)
    {
        using var store = WindowStore.OpenToRead(path, clock);
        StoredWindow stored = store.Load(request.Since, request.Until > 0 ? request.Until : long.MaxValue);
        Sum.Merge(stored.Tally);
        if (stored.Selection.Length > 0)
        {
            _warnings.Add($"the store holds only flows of {stored.Selection}; of all others nothing is known but what the rings hold");
        }

        RecordedBatch rings = await RingsAsync(store.Marks(), stop).ConfigureAwait(false);
        foreach (GraphTally tally in rings.Hours.Values)
        {
            Sum.Merge(tally);
        }

        Asked.Add(stored.Facts, stored.Since, stored.Until - 1);
        Asked.Add(rings.Facts, 0, 0);
    }

    private async Task<RecordedBatch> RingsAsync(IReadOnlyList<NodeMark> marks, CancellationToken stop)
    {
        try
        {
            return await RingReading.ReadAsync(relay, request, marks, new RecordingOptions { Clock = clock }, _progress, stop).ConfigureAwait(false);
        }
        catch (RelayException unreachable) when (marks.Count > 0)
        {
            _warnings.Add($"{unreachable.Message}; what the store holds is analysed without the rings");
            return new RecordedBatch();
        }
    }
}
