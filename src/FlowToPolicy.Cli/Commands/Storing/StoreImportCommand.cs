using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Recorder.Importing;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Commands.Storing;

/// <summary><c>store import PATH...</c>: takes files of flows, or of sums of flows, into a store.</summary>
internal sealed class StoreImportCommand
{
    private readonly PathsArgument _paths = new();
    private readonly StoreOption _store = new("The store; made when there is none [default: the only one in $XDG_STATE_HOME/flow2policy]");

    /// <summary>The command.</summary>
    public StoreImportCommand(Host host, GeneralOptions general)
    {
        Command = new ExampleCommand("import", "Take files of flows into a store. The same content counts once; of a file that has grown the tail is added.")
        {
            Examples = ["flow2policy store import hubble-export/ --store prod.db", "flow2policy store import events-*.log.gz"],
        };
        _paths.AddTo(Command);
        foreach (OptionGroup options in (OptionGroup[])[_store, general])
        {
            options.AddTo(Command);
        }

        Command.SetAction((result, _) => Task.Run(() => Run(host, general.Read(result), _paths.Read(result), _store.Read(result))));
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }

    private static int Run(Host host, GeneralSettings general, IReadOnlyList<string> paths, string? given)
    {
        if (paths.Contains("-"))
        {
            throw new CommandFailure(ExitCode.Usage, "store import reads a file twice, to know whether it was imported before, so it takes no standard input; write it to a file first.");
        }

        IReadOnlyList<string> files = LogSource.FilesOf(paths);
        using var store = WindowStore.OpenToRecord(given ?? UsualStore.Find(host, "store import needs --store FILE"), host.Clock);
        using IDisposable reading = host.Interruption.Reading();
        int used = 0;
        foreach (string file in files)
        {
            if (host.Interruption.StopReading.IsCancellationRequested)
            {
                throw new CommandFailure(ExitCode.BrokenOff, $"broken off before {file}; the files before it are in the store.");
            }

            ImportedFile imported;
            try
            {
                imported = LogImport.Run(store, file, general.Strict, host.Interruption.BreakOff);
            }
            catch (InputException useless) when (!general.Strict && !paths.Contains(file))
            {
                // As with analyze: a folder may hold other things besides, and only what was named must be of use.
                host.Terminal.Note($"warning: {useless.Message}; the file is left out");
                continue;
            }

            used++;
            host.Terminal.Line(Text(imported));
            foreach (string warning in general.Quiet ? [] : imported.Warnings)
            {
                host.Terminal.Note($"warning: {warning}");
            }
        }

        return used > 0 ? ExitCode.Done : throw new CommandFailure(ExitCode.Input, $"none of {Words.Count(files.Count, "file")} holds a flow; name the folder that the exporter writes to.");
    }

    private static string Text(ImportedFile file) =>
        file.IsKnown ? $"{file.Path}: imported before"
        : file.SkippedBytes > 0 ? $"{file.Path}: {Words.Count(file.Read, "line")} added behind the {Words.Number(file.SkippedBytes)} bytes that were imported before"
        : $"{file.Path}: {Words.Count(file.Read, "line")} added";
}
