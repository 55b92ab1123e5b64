using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Diagnosis;
using FlowToPolicy.Recorder.Diagnosis.Places;
using FlowToPolicy.Recorder.Diagnosis.Relays;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Commands;

/// <summary>What stands between this machine and a good recording.</summary>
internal static class RelayDoctor
{
    private static readonly TimeSpan SampleLength = TimeSpan.FromSeconds(5);

    /// <summary>Examines the way, the relay behind it, and the place of the store.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="way">The way to the relay.</param>
    /// <param name="relay">How it is reached without the way.</param>
    /// <param name="store">The store that was named; null for the usual one.</param>
    public static async Task<(string Subject, IReadOnlyList<CheckResult> Results)> ExamineAsync(Host host, RelayWay way, RelayOptions relay, string? store)
    {
        string subject = $"relay {relay.Target}";
        var results = new List<CheckResult>();
        try
        {
            RelayOptions options = await way.OpenAsync(anew: false, host.Interruption.BreakOff).ConfigureAwait(false);
            subject = $"relay {options.Target}";
            results.AddRange(RelayChecks.Examine(await new RelayExamination(options, host.Clock, SampleLength).ExamineAsync(host.Interruption.BreakOff).ConfigureAwait(false)));
        }
        catch (ClusterException exception)
        {
            results.Add(CheckResult.Failing("relay", exception.Message, "look at --context and --kubeconfig, and at what this user may do in the cluster (kubectl auth can-i create pods/portforward)"));
        }

        if ((store ?? Usual(host)) is { } path)
        {
            results.AddRange([StoreWritable.Examine(path, host.Clock), DiskRoom.Examine(path)]);
        }

        return (subject, results);
    }

    private static string? Usual(Host host) =>
        StorePlace.Folder(host.Environment) is { } folder && StorePlace.All(folder) is [string only] ? only : null;
}
