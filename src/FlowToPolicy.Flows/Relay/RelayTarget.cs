using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace FlowToPolicy.Flows.Relay;

/// <summary>Where a relay (or an agent) listens.</summary>
/// <param name="Host">The host name or address without brackets; empty for a socket.</param>
/// <param name="Port">The port; 0 for a socket.</param>
/// <param name="SocketPath">The path of a Unix socket; null for TCP.</param>
/// <param name="Tls">Whether the target was written as <c>tls://</c>.</param>
public sealed record RelayTarget(string Host, int Port, string? SocketPath = null, bool Tls = false)
{
    /// <summary>The port of a relay's pod, and of the port-forward that hubble's documentation sets up.</summary>
    public const int DefaultPort = 4245;

    private const string TlsPrefix = "tls://";
    private const string UnixPrefix = "unix:";

    /// <summary><c>localhost:4245</c>, as in hubble.</summary>
    public static RelayTarget Default { get; } = new("localhost", DefaultPort);

    /// <summary>
    /// Reads <c>host:port</c>, <c>host</c> (port 4245), <c>[v6]:port</c>, <c>tls://host:port</c>, <c>unix:///path</c> or
    /// <c>unix:path</c>; gRPC's <c>dns:///</c> and <c>passthrough:///</c> before a host are left out.
    /// </summary>
    /// <param name="text">The target.</param>
    /// <param name="target">The target that was read.</param>
    /// <param name="problem">When it cannot be read: why, in one line that says what to write instead.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out RelayTarget? target, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        string rest = text.Trim();
        bool tls = Strip(ref rest, TlsPrefix);
        if (Strip(ref rest, UnixPrefix))
        {
            string path = rest.StartsWith("//", StringComparison.Ordinal) ? rest[2..] : rest;
            target = path.Length > 0 ? new RelayTarget("", 0, path, tls) : null;
            problem = target is null ? $"'{text}' names no socket: write unix:///var/run/cilium/hubble.sock" : null;
            return target is not null;
        }

        _ = Strip(ref rest, "dns:///") || Strip(ref rest, "passthrough:///");
        target = ParseHost(rest, tls);
        problem = target is null ? $"'{OneLine.Of(text)}' is no address of a relay: write host:port, tls://host:port or unix:///path" : null;
        return target is not null;
    }

    /// <summary>The target as it is written, e.g. <c>localhost:4245</c>.</summary>
    public override string ToString() => (Tls ? TlsPrefix : "") + (SocketPath is not null
        ? UnixPrefix + (SocketPath.StartsWith('/') ? "//" : "") + SocketPath
        : string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}"));

    private static RelayTarget? ParseHost(string text, bool tls)
    {
        // An IPv6 address without brackets can only be an address without a port.
        if (text.Count(c => c == ':') > 1 && !text.StartsWith('['))
        {
            return IPAddress.TryParse(text, out _) ? new RelayTarget(text, DefaultPort, null, tls) : null;
        }

        int bracket = text.LastIndexOf(']');
        int colon = text.IndexOf(':', bracket + 1);
        string host = colon < 0 ? text : text[..colon];
        int port = DefaultPort;
        if (colon >= 0 && (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
        {
            return null;
        }

        if (bracket >= 0)
        {
            bool isV6 = host.StartsWith('[') && host.EndsWith(']') && host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host[1..^1], out _);
            return isV6 ? new RelayTarget(host[1..^1], port, null, tls) : null;
        }

        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 ? new RelayTarget(host, port, null, tls) : null;
    }

    private static bool Strip(ref string text, string prefix)
    {
        bool found = text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
        text = found ? text[prefix.Length..] : text;
        return found;
    }
}
