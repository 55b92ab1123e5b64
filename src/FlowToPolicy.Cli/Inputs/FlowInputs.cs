using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Recorder.Importing;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Where a command takes its flows from: the PATHs, a store, or both.</summary>
internal static class FlowInputs
{
    /// <summary>The input. Without PATHs and <c>--store</c> it is the one store in the state directory; fails as a usage error when that is not clear.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="command">The command's name, for the message.</param>
    /// <param name="paths">Files of flows.</param>
    /// <param name="store">The store that was given; null when none was.</param>
    /// <param name="window">What is wanted.</param>
    /// <param name="general">How much is forgiven.</param>
    public static IFlowInput Of(Host host, string command, IReadOnlyList<string> paths, string? store, TimeWindow window, GeneralSettings general)
    {
        var inputs = new List<IFlowInput>();
        var asked = new AskedWindow(window.SinceTicks, window.UntilTicks, host.Clock);
        string[] sums = [.. paths.Where(path => path != "-" && AggregateFile.Is(path))];
        string[] logs = [.. paths.Except(sums)];
        if (logs.Length > 0)
        {
            inputs.Add(new LogInput(host, logs, window, general));
        }

        if (sums.Length > 0)
        {
            inputs.Add(new AggregateInput(sums, asked, general));
        }

        if (store is not null || paths.Count == 0)
        {
            inputs.Add(new StoreInput(store ?? UsualStore.Find(host, Needs(command)), asked, host.Clock));
        }

        return inputs is [var only] ? only : new CombinedInput(inputs, asked);
    }

    private static string Needs(string command) =>
        $"{command} needs a PATH with flows ('-' for standard input) or --store FILE; to read from a cluster, use 'flow2policy observe'";
}
