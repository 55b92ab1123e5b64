using FlowToPolicy.Policies.Evaluation.Requests;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>Which kind of proxy gets the traffic of a port.</summary>
internal enum ProxyKind : byte
{
    None,
    Tls,
    Listener,
    Dns,
    Http,
    Kafka,
    Other,
}

/// <summary>Ports that one entry opens or closes, as compiled.</summary>
/// <param name="Protocols">The protocols.</param>
/// <param name="First">The first port (or ICMP type).</param>
/// <param name="Last">The last.</param>
/// <param name="Name">The port's name, to be looked up; null for numbers.</param>
/// <param name="NameEnd">The last port of a range that begins at a name; 0 for none.</param>
/// <param name="Proxy">What a proxy is told; null when none gets the traffic.</param>
internal sealed record PortSpec(ProtocolSet Protocols, ushort First, ushort Last, string? Name = null, ushort NameEnd = 0, ProxyRules? Proxy = null)
{
    /// <summary>Why these may be the ports or not; null when it is certain.</summary>
    public Doubt? Doubt { get; init; }

    /// <summary>What Cilium merges rules by, beside the protocol: the name, or number and last port as written (pkg/policy/l4.go ExactLookup). Empty for none.</summary>
    public string Key { get; init; } = "";

    /// <summary>Every protocol and port: an entry without ports.</summary>
    public static PortSpec Everything { get; } = new(ProtocolSet.Every, 0, ushort.MaxValue);

    /// <summary>Some ports, but nobody knows which.</summary>
    public static PortSpec Unknown(Doubt doubt) => Everything with { Doubt = doubt };
}

/// <summary>Ports ready to be compared.</summary>
/// <param name="Protocols">The protocols.</param>
/// <param name="First">The first port.</param>
/// <param name="Last">The last port.</param>
/// <param name="Proxy">What a proxy is told; null when none gets the traffic.</param>
/// <param name="Doubt">Why it is uncertain whether these are the ports; null when it is certain.</param>
internal readonly record struct PortRange(ProtocolSet Protocols, ushort First, ushort Last, ProxyRules? Proxy, Doubt? Doubt = null)
{
    /// <summary><see cref="PortSpec.Key"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether rules for these ports are merged with those for the other ones; rules for every port of a protocol stay apart (pkg/policy/l4.go toMapState).</summary>
    public bool IsMergedWith(PortRange other) => First != 0 && Key.Length > 0 && Key == other.Key;

    /// <summary>Whether a proxy gets the traffic.</summary>
    public bool Redirects => Proxy is not null;

    /// <summary>Whether the port is among them.</summary>
    public bool Holds(ProtocolSet protocol, ushort port) => (Protocols & protocol) != 0 && port >= First && port <= Last;

    /// <summary>
    /// How specific the entry of Cilium's policy map is that holds the port: the bits of protocol and port that it fixes.
    /// Ranges lie in the map as aligned blocks (pkg/policy/portrange.go).
    /// </summary>
    public int Specificity(ushort port)
    {
        if (Protocols == ProtocolSet.Every)
        {
            return 0;
        }

        int free = 0;
        while (free < 16)
        {
            int block = (1 << (free + 1)) - 1;
            int start = port & ~block;
            if (start < First || start + block > Last)
            {
                break;
            }

            free++;
        }

        return 8 + 16 - free;
    }
}
