using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Running;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Reads a live cluster for a command.</summary>
internal static class ClusterInput
{
    /// <summary>
    /// Everything that there is to read. The first interruption breaks off: half of the policies are not what the cluster enforces. With
    /// <c>--strict</c> a gap is a failure.
    /// </summary>
    public static async Task<ClusterContents> ReadAsync(Host host, KubectlSettings settings, IReadOnlyList<string> namespaces, GeneralSettings general)
    {
        if (namespaces.FirstOrDefault(n => !ClusterReader.IsNamespaceName(n)) is { } wrong)
        {
            throw new CommandFailure(ExitCode.Usage, $"--namespace: '{wrong}' can be no namespace: names are of lower-case letters, digits and '-'.");
        }

        bool reports = !general.Quiet && (host.Terminal.ErrorIsTerminal || general.Verbose);
        var reader = new ClusterReader(new Kubectl(settings), query =>
        {
            if (reports)
            {
                host.Terminal.Note($"Reading {query}");
            }
        });
        using IDisposable reading = host.Interruption.Reading();
        try
        {
            ClusterContents contents = await reader.ReadAsync(namespaces, host.Interruption.StopReading).ConfigureAwait(false);
            RefuseGaps(contents, general);
            return contents;
        }
        catch (OperationCanceledException cause) when (host.Interruption.WasStopped)
        {
            throw new CommandFailure(ExitCode.BrokenOff, "broken off while the cluster was read; nothing was written.", cause);
        }
    }

    /// <summary>With <c>--strict</c> a gap is a failure, of a snapshot as of the cluster itself.</summary>
    public static void RefuseGaps(ClusterContents contents, GeneralSettings general)
    {
        if (general.Strict && contents.Gaps.FirstOrDefault(IsFelt) is { } gap)
        {
            throw new CommandFailure(ExitCode.Input, gap.Message);
        }
    }

    /// <summary>Tells what the answer lacks.</summary>
    public static void TellGaps(Terminal terminal, ClusterContents contents, GeneralSettings general)
    {
        foreach (ClusterGap gap in general.Quiet ? [] : contents.Gaps)
        {
            terminal.Note($"Not read: {gap.Message}");
        }
    }

    // A kind that is not installed has no objects that could be missed.
    private static bool IsFelt(ClusterGap gap) => gap.Failure != ClusterFailure.NoSuchKind;
}
