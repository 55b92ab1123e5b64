using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Reads an input with progress, until it ends or the reader has seen enough.</summary>
internal static class FlowReading
{
    /// <summary>What was folded, and what is to be said of the input.</summary>
    public static async Task<(GraphBuilder Flows, InputAccount Account)> ReadAsync(Host host, IFlowInput input, GeneralSettings settings)
    {
        var builder = new GraphBuilder();
        InputAccount account = await ReadAsync(host, input, settings, builder).ConfigureAwait(false);
        if (input is ISumInput sums)
        {
            builder.Tally.Merge(sums.Sum);
        }

        return (builder, account);
    }

    /// <summary>Gives all of the input to a sink.</summary>
    public static async Task<InputAccount> ReadAsync(Host host, IFlowInput input, GeneralSettings settings, IFlowSink sink)
    {
        var progress = new ProgressLine(host, input);
        bool wasStopped = host.Interruption.WasStopped;
        using (host.Interruption.Reading())
        using (settings.Quiet || !host.Terminal.ErrorIsTerminal ? null : progress.Start())
        {
            await input.ReadAsync(sink, host.Interruption.StopReading).ConfigureAwait(false);
        }

        host.Interruption.BreakOff.ThrowIfCancellationRequested();
        WindowCoverage? coverage = (input as ISumInput)?.Asked.Coverage;
        string[] early = host.Interruption.WasStopped && !wasStopped ? ["the reading was ended early; what was read so far is analysed"] : [];
        if (!settings.Quiet)
        {
            Tell(host, coverage, (input as ISumInput)?.Asked.Store, early.Length > 0, input.Warnings);
        }

        return new InputAccount(coverage, [.. early, .. input.Warnings]);
    }

    /// <summary>How much of what was asked for is there comes first: nothing after it can be judged without.</summary>
    private static void Tell(Host host, WindowCoverage? coverage, string? store, bool isEarly, IReadOnlyList<string> warnings)
    {
        if (isEarly)
        {
            host.Terminal.Note("Reading ended early; what was read so far is analysed. (Ctrl-C once more breaks off.)");
        }

        if (coverage is not null)
        {
            host.Terminal.Note(CoverageWords.Account(coverage, store));
        }

        foreach (string warning in warnings)
        {
            host.Terminal.Note($"warning: {warning}");
        }
    }
}
