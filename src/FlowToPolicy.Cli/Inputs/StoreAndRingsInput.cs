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
        string asked = AskedFlows.Of(request);
        if (stored.Selection.Length > 0)
        {
            _warnings.Add($"the store holds only flows of {stored.Selection}; of all others nothing is known{Rings(stored.Selection, asked)}");
        }

        // Beside a store of all flows the rings are asked for all too: a time that was read for one namespace would else count as covered for all.
        FlowRequest wanted = stored.Selection.Length > 0 ? request : request with { Namespaces = [], Pods = [] };
        RecordedBatch rings = await RingsAsync(wanted, store.Marks(), stop).ConfigureAwait(false);
        foreach (GraphTally tally in rings.Hours.Values)
        {
            Sum.Merge(tally);
        }

        Asked.Add(stored.Facts, stored.Since, stored.Until - 1);
        Asked.Add(rings.Facts, 0, 0);
    }

    private static string Rings(string stored, string asked) =>
        asked.Length == 0 ? " but what the rings hold"
        : asked == stored ? ", not even whether there were any"
        : $" but what the rings hold of {asked}";

    private async Task<RecordedBatch> RingsAsync(FlowRequest wanted, IReadOnlyList<NodeMark> marks, CancellationToken stop)
    {
        try
        {
            return await RingReading.ReadAsync(relay, wanted, marks, new RecordingOptions { Clock = clock }, _progress, stop).ConfigureAwait(false);
        }
        catch (RelayException unreachable) when (marks.Count > 0)
        {
            _warnings.Add($"{unreachable.Message}; what the store holds is analysed without the rings");
            return new RecordedBatch();
        }
    }
}
