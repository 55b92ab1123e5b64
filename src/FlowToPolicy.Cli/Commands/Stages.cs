using System.Globalization;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Commands;

/// <summary>Runs the stages of a command in turn: times each for <c>--verbose</c>, and stops between two when the reader breaks off.</summary>
internal sealed class Stages(Host host, bool verbose)
{
    /// <summary>Runs one stage.</summary>
    public T Run<T>(string name, Func<T> stage)
    {
        host.Interruption.BreakOff.ThrowIfCancellationRequested();
        long start = host.Clock.GetTimestamp();
        T result = stage();
        Report(name, start);
        return result;
    }

    /// <summary>Runs one stage that waits.</summary>
    public async Task<T> RunAsync<T>(string name, Func<Task<T>> stage)
    {
        host.Interruption.BreakOff.ThrowIfCancellationRequested();
        long start = host.Clock.GetTimestamp();
        T result = await stage().ConfigureAwait(false);
        Report(name, start);
        return result;
    }

    private void Report(string name, long start)
    {
        if (verbose)
        {
            host.Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{name,-10} {host.Clock.GetElapsedTime(start).TotalSeconds,8:0.000} s"));
        }
    }
}
