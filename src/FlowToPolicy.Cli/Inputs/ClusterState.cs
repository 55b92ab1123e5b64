using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster.Places;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Policies;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Reads the state of the cluster that policies from files are meant for.</summary>
internal static class ClusterState
{
    /// <summary>What the place holds; null when none was given. A folder must be a snapshot.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="place">The place as it was given.</param>
    /// <param name="kubectl">How a live cluster is read.</param>
    /// <param name="version">The version of Cilium whose schema decides.</param>
    /// <param name="general">How much is said and forgiven.</param>
    public static async Task<PlaceContents?> ReadAsync(Host host, string? place, KubectlSettings kubectl, CiliumVersion version, GeneralSettings general)
    {
        if (place is null)
        {
            return null;
        }

        PlaceContents state = await PolicyInput.ReadAsync(host, place, kubectl, [], version, general).ConfigureAwait(false);
        return state.Cluster is null
            ? throw new CommandFailure(ExitCode.Input, $"--cluster-state {place}: the folder holds no inventory.json; 'flow2policy snapshot' writes one.")
            : state;
    }
}
