using System.Globalization;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>
/// One port of one protocol (part 2.4). No protocol: every protocol, ICMP too. First 0 and Last 65535: every port.
/// Last below First: no port, because a name is not known. <paramref name="Key"/> tells apart what Cilium merges: number, last port and protocol as written.
/// </summary>
internal sealed record NaivePort(string Key, Protocol? Protocol, int First, int Last)
{
    public static readonly NaivePort Everything = new("", null, 0, ushort.MaxValue);

    public bool IsEveryPort => First == 0 && Last == ushort.MaxValue;

    public bool Takes(Protocol protocol, ushort port) => Protocol is null || (Protocol == protocol && port >= First && port <= Last);

    /// <summary>
    /// How exactly the datapath's key says the port of a connection: 0 for every protocol, 8 for a protocol, up to 24 for one port.
    /// A range is stored as its largest aligned blocks.
    /// </summary>
    public int Exactness(ushort port)
    {
        if (Protocol is null || IsEveryPort)
        {
            return Protocol is null ? 0 : 8;
        }

        int bits = 16;
        for (int size = 2; size <= 1 << 16 && port / size * size >= First && (port / size * size) + size - 1 <= Last; size *= 2)
        {
            bits--;
        }

        return 8 + bits;
    }
}

/// <summary>Reads the ports of items.</summary>
internal sealed class NaivePorts(EvaluationOptions options, PolicyDirection direction, PolicyEnd subject)
{
    private static readonly Protocol[] Any = [Protocol.Tcp, Protocol.Udp, Protocol.Sctp];

    /// <summary>A missing protocol and ANY are TCP, UDP and SCTP; not ICMP.</summary>
    public IEnumerable<NaivePort> Of(PortProtocol written)
    {
        Protocol[] protocols = written.Protocol?.ToUpperInvariant() switch
        {
            null or "" or "ANY" => Any,
            "TCP" => [Protocol.Tcp],
            "UDP" => [Protocol.Udp],
            "SCTP" => [Protocol.Sctp],
            "VRRP" => [Protocol.Vrrp],
            "IGMP" => [Protocol.Igmp],
            var other => throw new ArgumentException(other),
        };
        return protocols.Select(protocol => Of(written, protocol));
    }

    /// <summary>The type only; IPv4 unless the family is given. Type 0 is stored as the wildcard.</summary>
    public static NaivePort Of(IcmpField written)
    {
        bool isV6 = written.Family == "IPv6";
        int type = NaiveIcmp.Number(written.Type, isV6);
        return new NaivePort($"{type}/{(isV6 ? "ICMPv6" : "ICMP")}", isV6 ? Protocol.IcmpV6 : Protocol.IcmpV4, type, type == 0 ? ushort.MaxValue : type);
    }

    private NaivePort Of(PortProtocol written, Protocol protocol)
    {
        // Until 1.16 endPort was ignored silently (part 1.7).
        int end = options.Version >= new CiliumVersion(1, 16) ? written.EndPort ?? 0 : 0;
        bool isName = written.Port.Any(char.IsAsciiLetter);
        int? first = isName ? Named(written.Port, protocol) : Number(written.Port);
        string key = isName ? $"{written.Port.ToLowerInvariant()}/{protocol}" : $"{first}-{end}/{protocol}";
        if (first is not { } port)
        {
            return new NaivePort(key, protocol, 1, 0);
        }

        return port == 0 && end is 0
            ? new NaivePort(key, protocol, 0, ushort.MaxValue)
            : new NaivePort(key, protocol, port, Math.Max(port, end));
    }

    /// <summary>A leading zero makes it octal.</summary>
    private static int Number(string text) =>
        text.Length > 1 && text[0] == '0' ? text.Aggregate(0, (sum, digit) => (sum * 8) + (digit - '0')) : int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Ingress: the subject's own ports. Egress: those of all pods, and nothing when they disagree.</summary>
    private int? Named(string name, Protocol protocol)
    {
        IEnumerable<NamedPort> ports = direction == PolicyDirection.Ingress ? subject.NamedPorts ?? [] : (options.ClusterNamedPorts ?? []).SelectMany(pod => pod);
        int[] numbers =
        [
            .. ports.Where(port => port.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && port.Protocol == protocol)
                .Select(port => (int)port.Port)
                .Distinct(),
        ];
        return numbers.Length == 1 ? numbers[0] : null;
    }
}
