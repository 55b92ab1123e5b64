using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FlowToPolicy.Cli.Serving;

/// <summary>Where metrics are served.</summary>
/// <param name="Host">The address, or <c>*</c> for all IPv4 addresses of the machine.</param>
/// <param name="Port">The port.</param>
internal sealed record MetricsAddress(string Host, int Port)
{
    private const string Loopback = "127.0.0.1";

    /// <summary>The prefixes to listen on. The listener compares them with the Host header, so that a page in a browser cannot ask by a name of its own.</summary>
    public IEnumerable<string> Prefixes => Host == Loopback ? [Prefix(Loopback), Prefix("localhost")] : [Prefix(Host)];

    /// <summary>Reads <c>9464</c> and <c>:9464</c> (this machine only), <c>ADDRESS:9464</c>, <c>[v6]:9464</c>, <c>localhost:9464</c>, and <c>0.0.0.0:9464</c> for all.</summary>
    public static bool TryParse(string text, out MetricsAddress? address)
    {
        int colon = text.LastIndexOf(':');
        string host = colon <= 0 ? Loopback : text[..colon];
        bool isPort = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535;
        address = isPort && HostOf(host) is { } known ? new MetricsAddress(known, port) : null;
        return address is not null;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Host == "*" ? "0.0.0.0" : Host)}:{Port}");

    private static string? HostOf(string host)
    {
        if (host == "localhost")
        {
            return Loopback;
        }

        bool isBracketed = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        if (!IPAddress.TryParse(isBracketed ? host[1..^1] : host, out IPAddress? ip) || isBracketed != (ip.AddressFamily == AddressFamily.InterNetworkV6))
        {
            return null;
        }

        // The runtime's listener cannot take all IPv6 addresses by one prefix.
        return ip.Equals(IPAddress.Any) ? "*" : ip.Equals(IPAddress.IPv6Any) ? null : isBracketed ? $"[{ip}]" : ip.ToString();
    }

    private string Prefix(string host) => string.Create(CultureInfo.InvariantCulture, $"http://{host}:{Port}/");
}
