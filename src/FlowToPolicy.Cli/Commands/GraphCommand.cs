using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>graph PATH...</c>: who talks to whom, in a format of one's choice.</summary>
internal sealed class GraphCommand
{
    private readonly PathsArgument _paths = new(isOptional: true);
    private readonly StoreOption _store = new();
    private readonly WindowOptions _window = new();
    private readonly SelectionOptions _selection = new("Show only edges with an end in these namespaces.");
    private readonly OutputOption _output = new(GraphFormats.Names);
    private readonly GeneralOptions _general;

    /// <summary>The command.</summary>
    public GraphCommand(Host host, GeneralOptions general)
    {
        _general = general;
        Command = new ExampleCommand("graph", "Show who talks to whom in recorded flows.")
        {
            Examples =
            [
                "flow2policy graph hubble-export/ -n shop",
                "flow2policy graph hubble-export/ -o dot | dot -Tsvg -o graph.svg",
            ],
        };
        _paths.AddTo(Command);
        foreach (OptionGroup options in (OptionGroup[])[_store, _window, _selection, _output, _general])
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
        IFlowInput input = FlowInputs.Of(host, Command.Name, _paths.Read(result), _store.Read(result), _window.Read(result, host.Clock.GetUtcNow()), general);
        var stages = new Stages(host, general.Verbose);
        (GraphBuilder flows, InputAccount account) = await stages.RunAsync("read", () => FlowReading.ReadAsync(host, input, general)).ConfigureAwait(false);
        CommunicationGraph graph = stages.Run("fold", () => GraphChecks.Usable(flows.Build(), general));
        CommunicationGraph shown = GraphSelection.Touching(graph, _selection.Read(result));
        GraphFormats.Of(_output.Read(result)).Write(shown, account, host.Terminal);
        await host.Terminal.Out.FlushAsync().ConfigureAwait(false);
        Accounts.Tell(host.Terminal, graph, general);
        return ExitCode.Done;
    }
}
