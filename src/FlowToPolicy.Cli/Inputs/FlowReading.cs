using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Reads an input with progress, until it ends or the reader has seen enough.</summary>
internal static class FlowReading
{
    /// <summary>What was folded.</summary>
    public static async Task<GraphBuilder> ReadAsync(Host host, IFlowInput input, GeneralSettings settings)
    {
        var builder = new GraphBuilder();
        await ReadAsync(host, input, settings, builder).ConfigureAwait(false);
        if (input is ISumInput sums)
        {
            builder.Tally.Merge(sums.Sum);
        }

        return builder;
    }

    /// <summary>Gives all of the input to a sink.</summary>
    public static async Task ReadAsync(Host host, IFlowInput input, GeneralSettings settings, IFlowSink sink)
    {
        var progress = new ProgressLine(host, input);
        using (host.Interruption.Reading())
        using (settings.Quiet || !host.Terminal.ErrorIsTerminal ? null : progress.Start())
        {
            await input.ReadAsync(sink, host.Interruption.StopReading).ConfigureAwait(false);
        }

        host.Interruption.BreakOff.ThrowIfCancellationRequested();
        if (host.Interruption.WasStopped && !settings.Quiet)
        {
            host.Terminal.Note("Reading ended early; what was read so far is analysed. (Ctrl-C once more breaks off.)");
        }

        if (!settings.Quiet)
        {
            foreach (string warning in input.Warnings)
            {
                host.Terminal.Note($"warning: {warning}");
            }
        }
    }
}
