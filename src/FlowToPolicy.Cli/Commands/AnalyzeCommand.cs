using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>analyze PATH...</c>: everything that recorded flows say, from the window to the proof.</summary>
internal sealed class AnalyzeCommand
{
    private readonly PathsArgument _paths = new();
    private readonly WindowOptions _window = new();
    private readonly SelectionOptions _selection = new("Propose policies for these namespaces only; what is learned from the flows stays the same.");
    private readonly ProposalSettings _proposal = new();
    private readonly DirectoryOptions _directory = new();
    private readonly OutputOption _output = new(OutcomeFormats.Report.Names);
    private readonly GeneralOptions _general;

    /// <summary>The command.</summary>
    public AnalyzeCommand(Host host, GeneralOptions general)
    {
        _general = general;
        Command = new ExampleCommand("analyze", "Say who talks to whom in recorded flows, propose policies for it, and prove them.")
        {
            Examples =
            [
                "flow2policy analyze hubble-export/",
                "flow2policy analyze --since 14d -n shop events.log events-*.log.gz",
                "kubectl -n kube-system exec ds/cilium -- hubble observe --all -o jsonpb | flow2policy analyze -",
            ],
        };
        _paths.AddTo(Command);
        _window.AddTo(Command);
        _selection.AddTo(Command);
        _proposal.AddTo(Command);
        _directory.AddTo(Command);
        _output.AddTo(Command);
        _general.AddTo(Command);
        Command.SetAction((result, _) => RunAsync(host, result));
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }

    private async Task<int> RunAsync(Host host, ParseResult result)
    {
        GeneralSettings general = _general.Read(result);
        IReadOnlyList<string> paths = _paths.Read(result);
        var input = new LogInput(host, paths, _window.Read(result, host.Clock.GetUtcNow()), general);
        var settings = new RunSettings(general, _proposal.Read(result, _selection.Read(result)), [], _directory.Read(result), OutcomeFormats.Report.Of(_output.Read(result)));
        Outcome outcome = await ProposalRun.ExecuteAsync(host, input, settings).ConfigureAwait(false);
        NextCommand.Suggest(host.Terminal, general, outcome, paths);
        return ExitCode.Done;
    }
}
