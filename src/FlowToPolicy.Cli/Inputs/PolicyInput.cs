using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster.Places;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Policies;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Reads a place for policies for a command: <c>cluster</c>, a snapshot, a folder, a file, <c>-</c>.</summary>
internal static class PolicyInput
{
    /// <summary>What the place holds; gaps are told beside the result.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="text">The place as it was given.</param>
    /// <param name="kubectl">How a live cluster is read.</param>
    /// <param name="namespaces">Which namespaces of a live cluster are read; none means all.</param>
    /// <param name="version">The version of Cilium whose schema decides; the assumed one when null.</param>
    /// <param name="general">How much is said and forgiven.</param>
    public static async Task<PlaceContents> ReadAsync(
        Host host, string text, KubectlSettings kubectl, IReadOnlyList<string> namespaces, CiliumVersion? version, GeneralSettings general)
    {
        var place = new PolicyPlace(text);
        if (place.Conflict is { } conflict)
        {
            throw new CommandFailure(ExitCode.Usage, $"{conflict}.");
        }

        PlaceContents contents = place.IsCluster
            ? PlaceContents.Of(await ClusterInput.ReadAsync(host, kubectl, namespaces, general).ConfigureAwait(false), version)
            : PlaceContents.Read(place, () => new InterruptibleStream(host.OpenInput(), host.Interruption.StopReading), version);
        if (contents.Cluster is { } cluster)
        {
            ClusterInput.RefuseGaps(cluster, general);
            ClusterInput.TellGaps(host.Terminal, cluster, general);
        }

        return contents;
    }
}
