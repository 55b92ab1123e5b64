using System.Net;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>
/// The store of the cluster behind a relay, when none is named: a file in the user's state directory. It is named for the kube context where
/// that leads to the cluster (a port-forward, also one that was set up by hand), else for the server.
/// </summary>
internal static class RelayStore
{
    /// <summary>Where the cluster behind the relay is recorded to; null when the user has no state directory. Nothing is made.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="relay">How the relay is reached.</param>
    /// <param name="way">The way to it.</param>
    /// <param name="kubectl">Which kubectl, and which of its contexts.</param>
    /// <param name="selection">Which flows are recorded, in words; empty for all.</param>
    /// <param name="cancel">Ends the asking.</param>
    public static async Task<string?> PathAsync(Host host, RelayOptions relay, WaySettings way, KubectlSettings kubectl, string selection, CancellationToken cancel)
    {
        if (StorePlace.Folder(host.Environment) is not { } folder)
        {
            return null;
        }

        bool byContext = way.ForwardNamespace is not null || way.Secret is not null || kubectl.Context is not null || IsHere(relay.Target);
        string? context = byContext ? await KubeContext.NameAsync(kubectl, cancel).ConfigureAwait(false) : null;
        string name = context ?? (relay.Target with { Tls = false }).ToString();
        return StorePlace.FileFor(folder, selection.Length == 0 ? name : $"{name} {selection}");
    }

    /// <summary>The store to record into; its folder is made.</summary>
    /// <exception cref="CommandFailure">There is no state directory, or its folder cannot be made.</exception>
    public static async Task<string> ToRecordAsync(Host host, RelayOptions relay, WaySettings way, KubectlSettings kubectl, string selection, CancellationToken cancel)
    {
        string path = await PathAsync(host, relay, way, kubectl, selection, cancel).ConfigureAwait(false) ?? throw new CommandFailure(
            ExitCode.Usage, "observe --follow records into a store, and neither XDG_STATE_HOME nor HOME says where; give a file with --store.");
        try
        {
            StorePlace.Make(Path.GetDirectoryName(path)!);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Input, $"the folder {Path.GetDirectoryName(path)} for stores cannot be made ({failure.Message}); give a file with --store.", failure);
        }
    }

    /// <summary>The store that was recorded from this relay before, of all flows or else of the selected ones; null when there is none.</summary>
    public static async Task<string?> RecordedAsync(Host host, RelayOptions relay, WaySettings way, KubectlSettings kubectl, string selection, CancellationToken cancel)
    {
        if (StorePlace.Folder(host.Environment) is not { } folder || StorePlace.All(folder).Count == 0)
        {
            return null;
        }

        string? whole = await PathAsync(host, relay, way, kubectl, "", cancel).ConfigureAwait(false);
        string? part = selection.Length == 0 ? whole : await PathAsync(host, relay, way, kubectl, selection, cancel).ConfigureAwait(false);
        return File.Exists(whole) ? whole : File.Exists(part) ? part : null;
    }

    private static bool IsHere(RelayTarget target) =>
        target.SocketPath is null && (target.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(target.Host, out IPAddress? address) && IPAddress.IsLoopback(address)));
}
