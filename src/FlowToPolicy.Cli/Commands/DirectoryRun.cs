using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Commands;

/// <summary>Writes a proposal to a folder, or says why not.</summary>
internal static class DirectoryRun
{
    /// <summary>Plans and, unless it is a dry run, writes. Fails with exit code 3 when something stands in the way; then nothing is written.</summary>
    public static Outcome Write(Host host, DirectorySettings settings, Outcome outcome)
    {
        // What an interrupted reading did not reach is not gone.
        bool prunes = settings.Prune && !host.Interruption.WasStopped;
        if (prunes != settings.Prune)
        {
            host.Terminal.Error.WriteLine("The reading ended early, so --prune removes nothing.");
        }

        var directory = new PolicyDirectory(settings.Directory, settings.Force, prunes);
        IReadOnlyList<PolicyFile> files = PolicyRendering.Files(outcome.Proposal, outcome.Graph.HomeClusters.Count > 1);
        DirectoryPlan plan = directory.Plan(files, outcome.Options.Namespaces);
        if (plan.Obstacles.Count > 0)
        {
            throw Refusal(plan);
        }

        if (!settings.DryRun)
        {
            // Meanwhile the files wait for the disk.
            Task<string> digest = Task.Run(() => GraphJson.CanonicalDigest(outcome.Graph));
            directory.Apply(plan, () => LockFile.Text(outcome.Graph, digest.GetAwaiter().GetResult(), outcome.Options, plan, directory.Read), host.Interruption.BreakOff);
        }

        return outcome with { Plan = plan, DryRun = settings.DryRun };
    }

    /// <summary>The failure of a plan that meets obstacles.</summary>
    public static CommandFailure Refusal(DirectoryPlan plan)
    {
        string todo = plan.Obstacles.All(o => o.ForceHelps)
            ? "move them away, or overwrite them with --force"
            : "move them away, or choose another folder";
        string count = plan.Obstacles.Count == 1 ? "1 file stands" : $"{plan.Obstacles.Count} files stand";
        return new CommandFailure(
            ExitCode.Input,
            $"{plan.Directory}: {count} in the way, so nothing was written; {todo}.",
            null,
            [.. plan.Obstacles.Select(o => $"{o.Path} {o.Reason}")]);
    }
}
