using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output.Storing;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Commands.Storing;

/// <summary><c>store info</c>: what a store holds, and who records into it.</summary>
internal sealed class StoreInfoCommand
{
    private readonly StoreOption _store = new("The store [default: the only one in $XDG_STATE_HOME/flow2policy]");
    private readonly OutputOption _output = new(StoreInfoFormats.Names);

    /// <summary>The command.</summary>
    public StoreInfoCommand(Host host, GeneralOptions general)
    {
        Command = new ExampleCommand("info", "Say what a store holds: cluster, window, nodes, edges, size, and who records into it.")
        {
            Examples = ["flow2policy store info", "flow2policy store info --store prod.db -o json"],
        };
        foreach (OptionGroup options in (OptionGroup[])[_store, _output, general])
        {
            options.AddTo(Command);
        }

        Command.SetAction(result =>
        {
            using var store = WindowStore.OpenToRead(_store.Read(result) ?? UsualStore.Find(host, "store info needs --store FILE"), host.Clock);
            StoreInfoFormats.Write(_output.Read(result), host.Terminal, store.Info());
            return ExitCode.Done;
        });
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }
}
