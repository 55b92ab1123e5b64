using System.CommandLine;
using System.Globalization;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Commands.Storing;

/// <summary><c>store prune</c>: forgets what is older than one wants to keep.</summary>
internal sealed class StorePruneCommand
{
    private readonly StoreOption _store = new("The store [default: the only one in $XDG_STATE_HOME/flow2policy]");
    private readonly RetainOption _retain = new();

    /// <summary>The command.</summary>
    public StorePruneCommand(Host host, GeneralOptions general)
    {
        Command = new ExampleCommand("prune", "Forget hours and days that are older than one wants to keep, and fold old hours into days.")
        {
            Examples = ["flow2policy store prune --retain 30d", "flow2policy store prune --store prod.db --retain 14d"],
        };
        foreach (OptionGroup options in (OptionGroup[])[_store, _retain, general])
        {
            options.AddTo(Command);
        }

        Command.SetAction(result =>
        {
            DateTimeOffset now = host.Clock.GetUtcNow();
            TimeSpan retain = _retain.Read(result);
            using var store = WindowStore.OpenToRecord(_store.Read(result) ?? UsualStore.Find(host, "store prune needs --store FILE"), host.Clock);
            int pruned = store.Prune(now.UtcTicks - Math.Min(retain.Ticks, now.UtcTicks)), folded = store.FoldDays(now.UtcTicks);
            StoreInfo left = store.Info();
            host.Terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{store.Path}: {Words.Count(pruned, "hour or day", "hours and days")} forgotten, {Words.Count(folded, "day")} folded; {Words.Count(left.Hours, "hour")} and {Words.Count(left.Days, "day")} left."));
            return ExitCode.Done;
        });
    }

    /// <summary>The command.</summary>
    public ExampleCommand Command { get; }
}
