using FlowToPolicy.Cli.Output;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>The window that a store holds.</summary>
/// <param name="path">The file.</param>
/// <param name="asked">What of it is wanted.</param>
/// <param name="clock">The time.</param>
internal sealed class StoreInput(string path, AskedWindow asked, TimeProvider clock) : ISumInput
{
    private readonly List<string> _warnings = [];

    /// <inheritdoc/>
    public GraphTally Sum { get; private set; } = new();

    /// <inheritdoc/>
    public AskedWindow Asked => asked;

    /// <inheritdoc/>
    public ReadingProgress Progress => new(0, null, Sum.Read);

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <inheritdoc/>
    public Task ReadAsync(IFlowSink sink, CancellationToken stop) => Task.Run(
        () =>
        {
            using var store = WindowStore.OpenToRead(path, clock);
            StoredWindow stored = store.Load(asked.Since, asked.Until > 0 ? asked.Until : long.MaxValue);
            Sum = stored.Tally;
            asked.Store = path;
            asked.Add(stored.Facts, stored.Since, stored.Until - 1);
            if (stored.Selection.Length > 0)
            {
                _warnings.Add($"the store holds only flows of {stored.Selection}; of all others nothing is known, not even whether there were any");
            }

            if (stored.Since < asked.Since || (asked.Until > 0 && stored.Until - 1 > asked.Until))
            {
                _warnings.Add($"the store keeps sums of whole hours and days, so the window is {Words.TimeToSecond(stored.Since)} to {Words.TimeToSecond(stored.Until)}");
            }
        },
        CancellationToken.None);
}
