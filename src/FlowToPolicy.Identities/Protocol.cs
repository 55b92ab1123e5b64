namespace FlowToPolicy.Identities;

/// <summary>The transport of a connection, as Hubble and policies name it.</summary>
public enum Protocol : byte
{
    /// <summary>Not known: the log left it out.</summary>
    Unknown = 0,

    /// <summary>TCP.</summary>
    Tcp = 1,

    /// <summary>UDP.</summary>
    Udp = 2,

    /// <summary>SCTP.</summary>
    Sctp = 3,

    /// <summary>ICMP for IPv4; the "port" is the ICMP type.</summary>
    IcmpV4 = 4,

    /// <summary>ICMP for IPv6; the "port" is the ICMP type.</summary>
    IcmpV6 = 5,

    /// <summary>VRRP (router redundancy); has no port.</summary>
    Vrrp = 6,

    /// <summary>IGMP (multicast membership); has no port.</summary>
    Igmp = 7,
}

/// <summary>Names of protocols.</summary>
public static class ProtocolNames
{
    /// <summary>The name that Hubble uses: <c>TCP</c>, <c>UDP</c>, <c>SCTP</c>, <c>ICMPv4</c>, <c>ICMPv6</c>, ...</summary>
    public static string Name(this Protocol protocol) => protocol switch
    {
        Protocol.Tcp => "TCP",
        Protocol.Udp => "UDP",
        Protocol.Sctp => "SCTP",
        Protocol.IcmpV4 => "ICMPv4",
        Protocol.IcmpV6 => "ICMPv6",
        Protocol.Vrrp => "VRRP",
        Protocol.Igmp => "IGMP",
        _ => "unknown",
    };

    /// <summary>Whether the protocol is ICMP of either family.</summary>
    public static bool IsIcmp(this Protocol protocol) => protocol is Protocol.IcmpV4 or Protocol.IcmpV6;

    /// <summary>Whether the protocol has ports.</summary>
    public static bool HasPorts(this Protocol protocol) => protocol is Protocol.Tcp or Protocol.Udp or Protocol.Sctp;
}
