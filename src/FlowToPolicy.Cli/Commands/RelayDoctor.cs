using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Diagnosis;
using FlowToPolicy.Recorder.Diagnosis.Places;
using FlowToPolicy.Recorder.Diagnosis.Relays;

namespace FlowToPolicy.Cli.Commands;

/// <summary>What stands between this machine and a good recording.</summary>
internal static class RelayDoctor
{
    private static readonly TimeSpan SampleLength = TimeSpan.FromSeconds(5);

    /// <summary>Examines the way, the relay behind it, and the place of the store.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="way">The way to the relay.</param>
    /// <param name="relay">How it is reached without the way.</param>
    /// <param name="store">Where it would be recorded to; null when that is nowhere.</param>
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

        if (store is not null)
        {
            results.AddRange([StoreWritable.Examine(store, host.Clock), DiskRoom.Examine(store)]);
        }

        return (subject, results);
    }
}
