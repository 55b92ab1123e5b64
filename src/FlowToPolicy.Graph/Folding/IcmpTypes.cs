using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>Which ICMP types ask, which answer, and which report errors (IANA's registries of ICMP and ICMPv6 types).</summary>
internal static class IcmpTypes
{
    /// <summary>The type of the request that <paramref name="type"/> is or answers; null for errors.</summary>
    public static ushort? RequestOf(Protocol protocol, ushort type, out bool isReply)
    {
        isReply = false;
        if (protocol == Protocol.IcmpV6)
        {
            isReply = type is 129 or 140 or 161;
            return type switch
            {
                129 => 128,
                140 => 139,
                161 => 160,
                < 128 or > 255 => null,
                _ => type,
            };
        }

        isReply = type is 0 or 14 or 16 or 18 or 43;
        return type switch
        {
            0 => 8,
            14 => 13,
            16 => 15,
            18 => 17,
            43 => 42,
            3 or 4 or 5 or 11 or 12 or > 255 => null,
            _ => type,
        };
    }
}
