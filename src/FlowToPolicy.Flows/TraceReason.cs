namespace FlowToPolicy.Flows;

/// <summary>What connection tracking said of a packet. Numbers are those of <c>flow.TraceReason</c>.</summary>
public enum TraceReason : byte
{
    /// <summary>Not said (agents before 1.16 never do).</summary>
    Unknown = 0,

    /// <summary>First packet of a connection.</summary>
    New = 1,

    /// <summary>Later packet in the direction of the connection.</summary>
    Established = 2,

    /// <summary>Packet against the direction of the connection.</summary>
    Reply = 3,

    /// <summary>An ICMP error about another connection.</summary>
    Related = 4,

    /// <summary>An old connection that started again (deprecated).</summary>
    Reopened = 5,

    /// <summary>SRv6 encapsulation.</summary>
    Srv6Encap = 6,

    /// <summary>SRv6 decapsulation.</summary>
    Srv6Decap = 7,

    /// <summary>Overlay encryption (deprecated).</summary>
    EncryptOverlay = 8,
}
