using System.CommandLine;
using System.Text.RegularExpressions;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Asks a relay which version of Cilium it belongs to, for commands that otherwise need none.</summary>
internal static partial class RelayVersion
{
    /// <summary>The version; null when the reader names no server on the command line, so that no command dials out by a variable alone.</summary>
    public static async Task<string?> AskAsync(Host host, RelayConnectionOptions relay, ParseResult result)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> flags = relay.Flags(result);
        if (!flags.ContainsKey("server"))
        {
            return null;
        }

        RelayOptions options = RelaySettings.Read(flags, relay.ConfigFile(result), host.Environment);
        using var connection = new RelayConnection(options);
        RelayStatus status = await connection.GetStatusAsync(host.Interruption.StopReading).ConfigureAwait(false);
        return MajorAndMinor().Match(status.Version) is { Success: true } match ? match.Value : null;
    }

    // A server writes its name and build around it, e.g. "hubble-relay v1.18.2+g1234567".
    [GeneratedRegex(@"\d+\.\d+", RegexOptions.CultureInvariant)]
    private static partial Regex MajorAndMinor();
}
