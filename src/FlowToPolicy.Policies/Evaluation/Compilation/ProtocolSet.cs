using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>A set of protocols as bits.</summary>
[Flags]
internal enum ProtocolSet : ushort
{
    None = 0,
    Tcp = 1 << Protocol.Tcp,
    Udp = 1 << Protocol.Udp,
    Sctp = 1 << Protocol.Sctp,
    IcmpV4 = 1 << Protocol.IcmpV4,
    IcmpV6 = 1 << Protocol.IcmpV6,
    Vrrp = 1 << Protocol.Vrrp,
    Igmp = 1 << Protocol.Igmp,

    /// <summary>What <c>ANY</c> beside a port means.</summary>
    WithPorts = Tcp | Udp | Sctp,

    /// <summary>A rule without ports: every protocol, known or not.</summary>
    Every = ushort.MaxValue,
}
