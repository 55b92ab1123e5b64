using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Commands;

/// <summary>A command that makes a proposal of recorded flows; such commands differ in what they show of it.</summary>
internal abstract class RecordedProposalCommand
{
    private readonly PathsArgument _paths = new(isOptional: true);
    private readonly StoreOption _store = new();
    private readonly WindowOptions _window = new();
    private readonly SelectionOptions _selection = new("Propose policies for these namespaces only; what is learned from the flows stays the same.");
    private readonly ProposalSettings _proposal = new();
    private readonly PolicyPlaceOption _existing = PolicyPlaceOption.Existing();
    private readonly KubectlOptions _kubectl = new();
    private readonly AuthenticationOption _authentication = new();
    private readonly DirectoryOptions _directory = new();
    private readonly OutputOption _output;
    private readonly OutcomeFormats _formats;
    private readonly GeneralOptions _general;

    /// <summary>Gives the command its options.</summary>
    protected RecordedProposalCommand(Host host, GeneralOptions general, ExampleCommand command, OutcomeFormats formats)
    {
        (_general, Command, _formats, _output) = (general, command, formats, new OutputOption(formats.Names));
        _paths.AddTo(Command);
        foreach (OptionGroup options in (OptionGroup[])[_store, _window, _selection, _proposal, _existing, _kubectl, _authentication, _directory, _output, _general])
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
        IFlowInput input = FlowInputs.Of(host, Command.Name, paths, _store.Read(result), _window.Read(result, host.Clock.GetUtcNow()), general);
        var settings = new RunSettings(
            general, _proposal.Read(result, _selection.Read(result)), [], _directory.Read(result), _formats.Of(_output.Read(result)))
        {
            Existing = await ExistingReading.ReadAsync(host, _existing.Read(result), _kubectl.Read(result, host.Environment), general).ConfigureAwait(false),
            AuthenticationWorks = _authentication.Read(result),
        };
        Outcome outcome = await ProposalRun.ExecuteAsync(host, input, settings).ConfigureAwait(false);
        string[] words = [.. paths, .. ((OptionGroup[])[_store, _window, _selection, _proposal, _existing, _kubectl, _authentication]).SelectMany(o => o.Given(result))];
        NextCommand.Suggest(host.Terminal, general, outcome, words);
        return ExitCode.Done;
    }
}
