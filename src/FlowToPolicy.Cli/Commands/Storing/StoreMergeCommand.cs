using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Commands.Storing;

/// <summary><c>store merge A B... --store INTO</c>: adds stores up.</summary>
internal sealed class StoreMergeCommand
{
    private readonly Argument<string[]> _stores = new("STORE")
    {
        Description = "The stores to add up. They are only read.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly StoreOption _into = new("The store that takes the sum; made when there is none. (Required.)");

    /// <summary>The command.</summary>
    public StoreMergeCommand(Host host, GeneralOptions general)
    {
        Command = new ExampleCommand("merge", "Add stores up that were recorded on several nodes or in several weeks. What both read at the same time counts once.")
        {
            Examples = ["flow2policy store merge east.db west.db --store prod.db", "flow2policy store merge node-*.db --store prod.db"],
        };
        Command.Arguments.Add(_stores);
        foreach (OptionGroup options in (OptionGroup[])[_into, general])
        {
            options.AddTo(Command);
        }

        Command.Validators.Add(result =>
        {
            string[] stores = result.GetValue(_stores) ?? [];
            if (stores.FirstOrDefault(store => store.StartsWith('-')) is { } option)
            {
                result.AddError($"merge has no option '{option}'; a file of that name is ./{option}.");
            }
        });
        Command.SetAction(result =>
        {
            string into = _into.Read(result) ?? throw new CommandFailure(ExitCode.Usage, "store merge needs --store FILE, the store that takes the sum.");
            return Run(host, general.Read(result), result.GetValue(_stores)!, into);
        });
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }

    private static int Run(Host host, GeneralSettings general, string[] stores, string into)
    {
        if (stores.FirstOrDefault(store => Path.GetFullPath(store) == Path.GetFullPath(into)) is { } itself)
        {
            throw new CommandFailure(ExitCode.Usage, $"{itself} cannot be added to itself; leave it out of the stores to add up.");
        }

        using var sum = WindowStore.OpenToRecord(into, host.Clock);
        foreach (string path in stores)
        {
            using var store = WindowStore.OpenToRead(path, host.Clock);
            MergeResult merged = sum.Merge(store);
            host.Terminal.Line($"{path}: {Words.Count(merged.Buckets, "hour or day", "hours and days")} added");
            foreach (string note in general.Quiet ? [] : Notes(path, merged))
            {
                host.Terminal.Note($"warning: {note}");
            }
        }

        return ExitCode.Done;
    }

    private static IEnumerable<string> Notes(string path, MergeResult merged)
    {
        if (merged.Shared > 0)
        {
            yield return $"{path}: in {Words.Count(merged.Shared, "hour or day", "hours and days")} both stores had read {Words.Count(merged.Nodes.Count, "node")} ({string.Join(", ", merged.Nodes.Take(3))}{(merged.Nodes.Count > 3 ? ", ..." : "")}); "
                + $"of {Words.Count(merged.Edges, "edge")} the larger counts were taken, so that {Words.Count(merged.LeftOut, "line")} that may be the same flows count once";
        }

        if (merged.Grazed > 0)
        {
            yield return $"{path}: in {Words.Count(merged.Grazed, "hour or day", "hours and days")} both stores had read a node for a shorter while; connections of that while count twice";
        }
    }
}
