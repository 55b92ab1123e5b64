using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Several inputs as one, read in turn.</summary>
/// <param name="inputs">The inputs.</param>
/// <param name="asked">The window that they share.</param>
internal sealed class CombinedInput(IReadOnlyList<IFlowInput> inputs, AskedWindow asked) : ISumInput
{
    /// <inheritdoc/>
    public GraphTally Sum
    {
        get
        {
            var sum = new GraphTally();
            foreach (ISumInput input in inputs.OfType<ISumInput>())
            {
                sum.Merge(input.Sum);
            }

            return sum;
        }
    }

    /// <inheritdoc/>
    public AskedWindow Asked => asked;

    /// <inheritdoc/>
    public ReadingProgress Progress
    {
        get
        {
            ReadingProgress[] all = [.. inputs.Select(input => input.Progress)];
            return new(all.Sum(p => p.Bytes), all.Sum(p => p.TotalBytes), all.Sum(p => p.Flows));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => [.. inputs.SelectMany(input => input.Warnings)];

    /// <inheritdoc/>
    public async Task ReadAsync(IFlowSink sink, CancellationToken stop)
    {
        foreach (IFlowInput input in inputs)
        {
            await input.ReadAsync(sink, stop).ConfigureAwait(false);
        }
    }
}
