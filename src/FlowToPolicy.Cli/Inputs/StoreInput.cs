using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Covering;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>The window that a store holds.</summary>
/// <param name="path">The file.</param>
/// <param name="window">What of it is wanted.</param>
/// <param name="clock">The time.</param>
internal sealed class StoreInput(string path, TimeWindow window, TimeProvider clock) : ISumInput
{
    private readonly List<string> _warnings = [];

    /// <inheritdoc/>
    public GraphTally Sum { get; private set; } = new();

    /// <inheritdoc/>
    public WindowCoverage? Coverage { get; private set; }

    /// <inheritdoc/>
    public ReadingProgress Progress => new(0, null, Sum.Read);

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <inheritdoc/>
    public Task ReadAsync(IFlowSink sink, CancellationToken stop) => Task.Run(
        () =>
        {
            using var store = WindowStore.OpenToRead(path, clock);
            long since = window.SinceTicks, until = window.Until is null ? long.MaxValue : window.UntilTicks;
            StoredWindow stored = store.Load(since, until);
            Sum = stored.Tally;
            Judge(stored);
            if (stored.Since < since || (window.Until is not null && stored.Until - 1 > until))
            {
                _warnings.Add($"the store keeps sums of whole hours and days, so the window is {Words.TimeToSecond(stored.Since)} to {Words.TimeToSecond(stored.Until)}");
            }
        },
        CancellationToken.None);

    /// <summary>A window that was asked for reaches to its end, or to now; else it is what the store holds.</summary>
    private void Judge(StoredWindow stored)
    {
        bool isAsked = window.Since is not null || window.Until is not null;
        long from = window.Since is null ? stored.Since : window.SinceTicks;
        long to = !isAsked ? stored.Until : window.Until is null ? clock.GetUtcNow().UtcTicks : window.UntilTicks;
        // Imported files alone do not say when nobody recorded.
        if (stored.Spans.Count > 0 && from > 0 && to > from)
        {
            Coverage = CoverageAnalysis.Analyze(stored.Facts, new TimeRange(from, to));
            _warnings.AddRange(CoverageWords.Shortfall(Coverage, path));
        }
    }
}
