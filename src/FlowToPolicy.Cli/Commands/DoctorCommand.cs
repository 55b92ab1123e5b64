using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Output.Diagnosis;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Recorder.Diagnosis;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>doctor [PATH...]</c>: what stands between this machine, or a log, and a good proposal.</summary>
internal sealed class DoctorCommand
{
    private readonly PathsArgument _paths = new();
    private readonly WindowOptions _window = new();
    private readonly OutputOption _output = new(DoctorFormats.Names);
    private readonly GeneralOptions _general;

    /// <summary>The command.</summary>
    public DoctorCommand(Host host, GeneralOptions general)
    {
        _general = general;
        Command = new ExampleCommand("doctor", "Say what recorded flows allow and what they rule out, with the cure. Exits 1 when a check fails.")
        {
            Examples = ["flow2policy doctor hubble-export/", "flow2policy doctor events.log -o json"],
        };
        _paths.AddTo(Command);
        foreach (OptionGroup options in (OptionGroup[])[_window, _output, _general])
        {
            options.AddTo(Command);
        }

        Command.SetAction((result, _) => RunAsync(host, result));
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }

    private async Task<int> RunAsync(Host host, ParseResult result)
    {
        GeneralSettings general = _general.Read(result);
        IReadOnlyList<string> paths = _paths.Read(result);
        var census = new FlowCensus();
        var input = new LogInput(host, paths, _window.Read(result, host.Clock.GetUtcNow()), general);
        await FlowReading.ReadAsync(host, input, general, census).ConfigureAwait(false);
        IReadOnlyList<CheckResult> results = FlowChecks.Examine(census);
        DoctorFormats.Write(_output.Read(result), host.Terminal, Subject(paths, census), results);
        await host.Terminal.Out.FlushAsync().ConfigureAwait(false);
        return results.Any(r => r.State == CheckState.Failing) ? ExitCode.No : ExitCode.Done;
    }

    private static string Subject(IReadOnlyList<string> paths, FlowCensus census) =>
        (paths is ["-"] ? "standard input" : string.Join(", ", paths))
        + (census.First == 0 ? "" : $": {Words.TimeToSecond(census.First)} to {Words.TimeToSecond(census.Last)}");
}
