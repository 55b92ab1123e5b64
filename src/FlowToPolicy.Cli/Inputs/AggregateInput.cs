using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Aggregates;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Covering;
using FlowToPolicy.Recorder.Importing;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Files of sums (docs/store-format.md).</summary>
/// <param name="paths">The files.</param>
/// <param name="asked">What of them is wanted, in whole hours and days.</param>
/// <param name="settings">Whether lines that cannot be read are forgiven.</param>
internal sealed class AggregateInput(IReadOnlyList<string> paths, AskedWindow asked, GeneralSettings settings) : ISumInput
{
    private readonly List<string> _warnings = [];

    /// <inheritdoc/>
    public GraphTally Sum { get; } = new();

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
            var reader = new AggregateReader(asked.Since, asked.Until);
            foreach (string path in paths)
            {
                _warnings.AddRange(AggregateFile.Read(path, reader, settings.Strict, stop));
            }

            foreach (GraphTally tally in reader.Buckets().Values)
            {
                Sum.Merge(tally);
            }

            if (reader.Selection.Length > 0)
            {
                _warnings.Add($"the files hold only flows of {reader.Selection}; of all others nothing is known, not even whether there were any");
            }

            CoverageFacts facts = RecordingRows.Read(reader.Recording).Facts;
            long[] begins = [.. facts.Spans.Select(span => span.From).Append(Sum.First).Where(time => time > 0)];
            asked.Add(facts, begins.DefaultIfEmpty().Min(), facts.Spans.Select(span => span.To).Append(Sum.Last).Max());
            Sum.Read += reader.Refused;
            Sum.Count(SkipReason.Damaged, reader.Refused);
        },
        CancellationToken.None);
}
