using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Aggregates;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Covering;
using FlowToPolicy.Recorder.Importing;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Files of sums (docs/store-format.md).</summary>
/// <param name="paths">The files.</param>
/// <param name="window">What of them is wanted, in whole hours and days.</param>
/// <param name="settings">Whether lines that cannot be read are forgiven.</param>
internal sealed class AggregateInput(IReadOnlyList<string> paths, TimeWindow window, GeneralSettings settings) : ISumInput
{
    private readonly List<string> _warnings = [];

    /// <inheritdoc/>
    public GraphTally Sum { get; } = new();

    /// <summary>Files of sums do not say when they were recorded.</summary>
    public WindowCoverage? Coverage => null;

    /// <inheritdoc/>
    public ReadingProgress Progress => new(0, null, Sum.Read);

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <inheritdoc/>
    public Task ReadAsync(IFlowSink sink, CancellationToken stop) => Task.Run(
        () =>
        {
            var reader = new AggregateReader(window.SinceTicks, window.UntilTicks);
            foreach (string path in paths)
            {
                _warnings.AddRange(AggregateFile.Read(path, reader, settings.Strict, stop));
            }

            foreach (GraphTally tally in reader.Buckets().Values)
            {
                Sum.Merge(tally);
            }

            Sum.Read += reader.Refused;
            Sum.Count(SkipReason.Damaged, reader.Refused);
        },
        CancellationToken.None);
}
