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

    /// <summary>How much of the window was recorded; null before it was read, and when nothing says so.</summary>
    public WindowCoverage? Coverage { get; private set; }

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
        RecordedBatch rings = await RingsAsync(store.Marks(), stop).ConfigureAwait(false);
        foreach (GraphTally tally in rings.Hours.Values)
        {
            Sum.Merge(tally);
        }

        Judge(stored, rings);
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

    /// <summary>How much of what was asked for is there: the first thing to know.</summary>
    private void Judge(StoredWindow stored, RecordedBatch rings)
    {
        long from = request.Since > 0 ? request.Since : stored.Since;
        long to = request.Until > 0 ? request.Until : clock.GetUtcNow().UtcTicks;
        if (from <= 0 || to <= from)
        {
            return;
        }

        var facts = new CoverageFacts
        {
            Spans = [.. stored.Spans, .. rings.Spans],
            Losses = [.. stored.Losses, .. rings.Losses],
            Seen = [.. stored.Seen, .. rings.Seen],
            Restarts = [.. stored.Restarts, .. rings.Restarts],
        };
        WindowCoverage coverage = Coverage = CoverageAnalysis.Analyze(facts, new TimeRange(from, to));
        _warnings.InsertRange(0, CoverageWords.Shortfall(coverage, path));
    }
}
