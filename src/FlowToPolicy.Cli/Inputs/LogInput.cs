using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Recorded flows: files, folders, standard input.</summary>
internal sealed class LogInput : IFlowInput
{
    private readonly LogSource _source;

    /// <summary>Names what is to be read.</summary>
    public LogInput(Host host, IReadOnlyList<string> paths, TimeWindow window, GeneralSettings settings)
    {
        var filter = new FlowFilter(since: window.SinceTicks, until: window.UntilTicks);
        _source = new LogSource(
            paths,
            () => new InterruptibleStream(host.OpenInput(), host.Interruption.StopReading),
            new LogOptions(filter, settings.Strict),
            new EndpointTable());
    }

    /// <inheritdoc/>
    public ReadingProgress Progress => new(_source.Progress.BytesRead, _source.Progress.TotalBytes, _source.Progress.Flows);

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            InputProblems problems = _source.Problems;
            string[] first = [.. problems.First.Take(5).Select(p => p.ToString())];
            return problems.Count > first.Length
                ? [.. first, $"{Words.Number(problems.Count - first.Length)} more problems like these; --verbose counts them"]
                : first;
        }
    }

    /// <inheritdoc/>
    public Task ReadAsync(IFlowSink sink, CancellationToken stop) => Task.Run(() => _source.Read(sink, stop), CancellationToken.None);
}
