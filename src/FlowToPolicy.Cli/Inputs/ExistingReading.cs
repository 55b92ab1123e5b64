using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Policies;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Reads the policies that exist already for commands that make a proposal.</summary>
internal static class ExistingReading
{
    /// <summary>What the places hold, read before any flow, so that a wrong place shows before hours of recording; null when there are none.</summary>
    public static async Task<GivenPolicies?> ReadAsync(Host host, IReadOnlyList<string> places, KubectlSettings kubectl, GeneralSettings general) =>
        places.Count == 0 ? null : await PolicyReading.ReadAsync(host, places, kubectl, CiliumVersion.Assumed, general).ConfigureAwait(false);
}
