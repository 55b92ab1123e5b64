using System.CommandLine;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cli.Snapshots;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>snapshot DIR</c>: what a cluster holds, in files, for offline use.</summary>
internal sealed class SnapshotCommand
{
    private readonly Argument<string> _folder = new("DIR")
    {
        Description = "The folder to write to. A snapshot that is there is replaced.",
    };

    private readonly KubectlOptions _kubectl = new();
    private readonly SelectionOptions _selection = new("Read these namespaces only; policies of the whole cluster are read in any case.");
    private readonly ForceOption _force = new();
    private readonly OutputOption _output = new(SnapshotFormats.Names);
    private readonly GeneralOptions _general;

    /// <summary>The command.</summary>
    public SnapshotCommand(Host host, GeneralOptions general)
    {
        _general = general;
        Command = new ExampleCommand("snapshot", "Save the policies of a cluster, and what they select, to a folder for offline use. Only reads, and never a Secret.")
        {
            Examples =
            [
                "flow2policy snapshot cluster-prod --context prod",
                "flow2policy snapshot cluster-prod -n shop,pay --kubeconfig ~/.kube/readonly",
            ],
        };
        Command.Arguments.Add(_folder);
        Command.Validators.Add(result =>
        {
            if (result.GetValue(_folder) is ("" or ['-', ..]) and var folder)
            {
                result.AddError(folder.Length == 0 ? "DIR is empty; name a folder." : $"snapshot has no option '{folder}'; a folder of that name is ./{folder}.");
            }
        });
        foreach (OptionGroup options in (OptionGroup[])[_kubectl, _selection, _force, _output, _general])
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
        var folder = new SnapshotFolder(result.GetValue(_folder)!, _force.Read(result));
        IReadOnlyList<string> namespaces = _selection.Read(result);
        var stages = new Stages(host, general.Verbose);
        ClusterContents contents = await stages.RunAsync(
            "read", () => ClusterInput.ReadAsync(host, _kubectl.Read(result, host.Environment), namespaces, general)).ConfigureAwait(false);
        DirectoryPlan plan = stages.Run("write", () => Write(host, folder, contents));
        SnapshotFormats.Write(_output.Read(result), host.Terminal, contents, plan);
        await host.Terminal.Out.FlushAsync().ConfigureAwait(false);
        ClusterInput.TellGaps(host.Terminal, contents, general);
        return ExitCode.Done;
    }

    private static DirectoryPlan Write(Host host, SnapshotFolder folder, ClusterContents contents)
    {
        DirectoryPlan plan = folder.Plan(SnapshotFiles.Of(contents));
        if (plan.Obstacles.Count > 0)
        {
            throw DirectoryRun.Refusal(plan);
        }

        folder.Apply(plan, SnapshotFiles.Inventory(contents), host.Interruption.BreakOff);
        return plan;
    }
}
