namespace FlowToPolicy.Graph.Folding;

/// <summary>Why a flow becomes no edge.</summary>
public enum NoEdge : byte
{
    /// <summary>It does become one.</summary>
    None,

    /// <summary>A debug, capture, recorder or agent event.</summary>
    NotTraffic,

    /// <summary>A socket translation; it says which backend a service chose and is no connection by itself.</summary>
    SocketEvent,

    /// <summary>Seen before any decision was taken (FROM_* points).</summary>
    BeforeDecision,

    /// <summary>Nobody says whether the packet is a request or a reply.</summary>
    DirectionUnknown,

    /// <summary>An ICMP error, or a packet related to another connection.</summary>
    IcmpError,

    /// <summary>IPv6 neighbour discovery.</summary>
    NeighbourDiscovery,

    /// <summary>A reply whose ports are those of a service, not of the pod behind it.</summary>
    ReplyThroughService,

    /// <summary>Addressed to a service, before the pod behind it was chosen.</summary>
    ServiceAddress,

    /// <summary>A pod that calls itself; exempt from policy.</summary>
    SamePod,

    /// <summary>Cilium's health probes.</summary>
    Health,

    /// <summary>A pod that has no identity yet.</summary>
    Init,

    /// <summary>Between nodes, world and other ends that are no workload.</summary>
    NoWorkload,

    /// <summary>The flow does not say which protocol, or one that policies cannot name.</summary>
    NoProtocol,

    /// <summary>The flow does not say which port.</summary>
    NoPort,

    /// <summary>A dropped reply: the connection itself is judged by its requests.</summary>
    DroppedReply,

    /// <summary>An L7 record that is neither request nor response.</summary>
    L7Sample,

    /// <summary>A verdict that says nothing of the packet.</summary>
    VerdictUnknown,

    /// <summary>Without a SYN and more such connections between two ends than are kept to be understood later.</summary>
    TooManyUnclear,
}

/// <summary>What readers see of the reasons.</summary>
public static class NoEdgeNames
{
    /// <summary>The name of the reason in listings.</summary>
    public static string Name(this NoEdge reason) => reason switch
    {
        NoEdge.NotTraffic => "not traffic (debug, capture, agent)",
        NoEdge.SocketEvent => "socket translation",
        NoEdge.BeforeDecision => "seen before the decision (FROM_*)",
        NoEdge.DirectionUnknown => "request or reply not known",
        NoEdge.IcmpError => "ICMP error of another connection",
        NoEdge.NeighbourDiscovery => "IPv6 neighbour discovery",
        NoEdge.ReplyThroughService => "reply through a service address",
        NoEdge.ServiceAddress => "service address before translation",
        NoEdge.SamePod => "pod to itself",
        NoEdge.Health => "health probe",
        NoEdge.Init => "pod without identity (init)",
        NoEdge.NoWorkload => "no workload at either end",
        NoEdge.NoProtocol => "protocol missing or without ports",
        NoEdge.NoPort => "port missing",
        NoEdge.DroppedReply => "dropped reply",
        NoEdge.L7Sample => "L7 sample",
        NoEdge.VerdictUnknown => "verdict not known",
        NoEdge.TooManyUnclear => "direction unclear, beyond what is kept",
        _ => "none",
    };
}
