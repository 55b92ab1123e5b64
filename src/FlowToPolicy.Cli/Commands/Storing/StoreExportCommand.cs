using System.CommandLine;
using System.Text;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Commands.Storing;

/// <summary><c>store export</c>: the sums of a store as JSON lines that every command reads as PATH.</summary>
internal sealed class StoreExportCommand
{
    private readonly StoreOption _store = new("The store [default: the only one in $XDG_STATE_HOME/flow2policy]");
    private readonly WindowOptions _window = new();

    /// <summary>The command.</summary>
    public StoreExportCommand(Host host, GeneralOptions general)
    {
        Command = new ExampleCommand("export", "Write the sums of a store to standard output, as JSON lines that every command reads as PATH.")
        {
            Examples = ["flow2policy store export --store prod.db > window.jsonl", "flow2policy store export --since 7d | gzip > week.jsonl.gz"],
        };
        foreach (OptionGroup options in (OptionGroup[])[_store, _window, general])
        {
            options.AddTo(Command);
        }

        Command.SetAction(result =>
        {
            TimeWindow window = _window.Read(result, host.Clock.GetUtcNow());
            using var store = WindowStore.OpenToRead(_store.Read(result) ?? UsualStore.Find(host, "store export needs --store FILE"), host.Clock);
            store.Export(window.SinceTicks, window.Until is null ? long.MaxValue : window.UntilTicks, row => host.Terminal.Out.Write(Encoding.UTF8.GetString(row)));
            return ExitCode.Done;
        });
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }
}
