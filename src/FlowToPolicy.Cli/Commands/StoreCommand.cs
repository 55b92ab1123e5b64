using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Commands.Storing;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>store</c>: what is done with a recorded window itself.</summary>
internal sealed class StoreCommand
{
    /// <summary>The command.</summary>
    public StoreCommand(Host host, GeneralOptions general)
    {
        Command = new ExampleCommand("store", "Look at a recorded window, take flows in, add windows up, write one out, or make it smaller.")
        {
            Examples = ["flow2policy store info", "flow2policy store import hubble-export/ --store prod.db"],
        };
        foreach (Command command in (Command[])[
            new StoreInfoCommand(host, general).Command,
            new StoreExportCommand(host, general).Command,
            new StoreImportCommand(host, general).Command,
            new StoreMergeCommand(host, general).Command,
            new StorePruneCommand(host, general).Command])
        {
            Command.Subcommands.Add(command);
        }
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }
}
