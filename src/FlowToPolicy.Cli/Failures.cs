using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Policies.Import;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli;

/// <summary>Turns exceptions into exit codes and one line each.</summary>
internal static class Failures
{
    /// <summary>Runs a command and catches what it throws.</summary>
    public static async Task<int> CatchAsync(Host host, bool verbose, Func<Task<int>> command)
    {
        try
        {
            int code = await command().ConfigureAwait(false);
            await host.Terminal.Out.FlushAsync().ConfigureAwait(false);
            return code;
        }
        catch (OperationCanceledException) when (host.Interruption.BreakOff.IsCancellationRequested)
        {
            host.Terminal.Note("flow2policy: broken off; nothing more was written.");
            return ExitCode.BrokenOff;
        }
#pragma warning disable CA1031 // The last resort: everything that gets here becomes a line and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Report(host, verbose, exception);
        }
    }

    private static int Report(Host host, bool verbose, Exception exception)
    {
        (int code, string message, IReadOnlyList<string> details) = exception switch
        {
            CommandFailure failure => (failure.Code, failure.Message, failure.Details),
            ClusterException failure => (ExitCode.Input, failure.Message, failure.Details),
            InputException or RelayException or ImportException or StoreException => (ExitCode.Input, exception.Message, []),
            IOException or UnauthorizedAccessException => (ExitCode.Input, exception.Message, []),
            _ => (ExitCode.OwnFault, $"internal error ({exception.GetType().Name}): {exception.Message} Please report it, with what --verbose adds.", []),
        };
        host.Terminal.Note($"flow2policy: {message}");
        foreach (string detail in details)
        {
            host.Terminal.Note($"  {detail}");
        }

        if (verbose)
        {
            foreach (string line in exception.ToString().Split('\n'))
            {
                host.Terminal.Note($"  {line.TrimEnd()}");
            }
        }

        return code;
    }
}
