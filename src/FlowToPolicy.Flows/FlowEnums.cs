namespace FlowToPolicy.Flows;

/// <summary>What happened to a packet. Numbers are those of <c>flow.Verdict</c>.</summary>
public enum Verdict : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Let go at this point; says nothing of later points.</summary>
    Forwarded = 1,

    /// <summary>Dropped at this point.</summary>
    Dropped = 2,

    /// <summary>The proxy failed.</summary>
    Error = 3,

    /// <summary>Would have been dropped by policy, but audit mode let it go.</summary>
    Audit = 4,

    /// <summary>Let go, to the L7 proxy.</summary>
    Redirected = 5,

    /// <summary>A socket event before translation.</summary>
    Traced = 6,

    /// <summary>A socket event after translation.</summary>
    Translated = 7,
}

/// <summary>The kind of a flow. Numbers are those of <c>flow.FlowType</c>.</summary>
public enum FlowType : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>A packet.</summary>
    L3L4 = 1,

    /// <summary>A request or response seen by the proxy.</summary>
    L7 = 2,

    /// <summary>A socket call.</summary>
    Sock = 3,
}

/// <summary>The kind of event behind a flow. Numbers are those of <c>event_type.type</c>.</summary>
public enum FlowEvent : byte
{
    /// <summary>Not said.</summary>
    None = 0,

    /// <summary>A packet was dropped.</summary>
    Drop = 1,

    /// <summary>A debug message.</summary>
    Debug = 2,

    /// <summary>A captured packet.</summary>
    Capture = 3,

    /// <summary>A packet passed an observation point.</summary>
    Trace = 4,

    /// <summary>A policy decision on a new connection or a denied packet.</summary>
    PolicyVerdict = 5,

    /// <summary>The packet recorder.</summary>
    Recorder = 6,

    /// <summary>A socket was translated.</summary>
    TraceSock = 7,

    /// <summary>The L7 proxy's access log.</summary>
    L7 = 129,

    /// <summary>The agent itself.</summary>
    Agent = 130,
}

/// <summary>Where a trace event was taken. Numbers are those of <c>flow.TraceObservationPoint</c>.</summary>
public enum ObservationPoint : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>On its way to the L7 proxy.</summary>
    ToProxy = 1,

    /// <summary>On its way to the host.</summary>
    ToHost = 2,

    /// <summary>On its way to the host's network stack.</summary>
    ToStack = 3,

    /// <summary>On its way into the tunnel.</summary>
    ToOverlay = 4,

    /// <summary>Just left an endpoint; before any decision.</summary>
    FromEndpoint = 5,

    /// <summary>Came from the L7 proxy.</summary>
    FromProxy = 6,

    /// <summary>Came from the host.</summary>
    FromHost = 7,

    /// <summary>Came from the network stack.</summary>
    FromStack = 8,

    /// <summary>Came out of the tunnel.</summary>
    FromOverlay = 9,

    /// <summary>Came from the network.</summary>
    FromNetwork = 10,

    /// <summary>On its way to the network.</summary>
    ToNetwork = 11,

    /// <summary>Came from encryption.</summary>
    FromCrypto = 12,

    /// <summary>On its way to encryption.</summary>
    ToCrypto = 13,

    /// <summary>Delivered to an endpoint; ingress policy let it through.</summary>
    ToEndpoint = 101,
}

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

/// <summary>The direction that a flow claims. Numbers are those of <c>flow.TrafficDirection</c>.</summary>
public enum TrafficDirection : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Into the endpoint that reports.</summary>
    Ingress = 1,

    /// <summary>Out of the endpoint that reports.</summary>
    Egress = 2,
}

/// <summary>TCP flags of a packet, with the bits of the TCP header.</summary>
[Flags]
public enum TcpFlags : short
{
    /// <summary>No flags known.</summary>
    None = 0,

    /// <summary>FIN.</summary>
    Fin = 1,

    /// <summary>SYN.</summary>
    Syn = 2,

    /// <summary>RST.</summary>
    Rst = 4,

    /// <summary>PSH.</summary>
    Psh = 8,

    /// <summary>ACK.</summary>
    Ack = 16,

    /// <summary>URG.</summary>
    Urg = 32,

    /// <summary>ECE.</summary>
    Ece = 64,

    /// <summary>CWR.</summary>
    Cwr = 128,

    /// <summary>NS.</summary>
    Ns = 256,
}

/// <summary>Which L7 protocol a flow is about.</summary>
public enum L7Protocol : byte
{
    /// <summary>None, or not an L7 flow.</summary>
    None = 0,

    /// <summary>DNS.</summary>
    Dns = 1,

    /// <summary>HTTP.</summary>
    Http = 2,

    /// <summary>Kafka.</summary>
    Kafka = 3,
}

/// <summary>The part of an L7 exchange. Numbers are those of <c>flow.L7FlowType</c>.</summary>
public enum L7Type : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>From the client.</summary>
    Request = 1,

    /// <summary>From the server.</summary>
    Response = 2,

    /// <summary>A sample.</summary>
    Sample = 3,
}

/// <summary>The drop reasons that policy knows. Numbers are those of <c>flow.DropReason</c>.</summary>
public static class DropReason
{
    /// <summary>No rule allowed the packet: default deny.</summary>
    public const int PolicyDenied = 133;

    /// <summary>An explicit deny rule matched.</summary>
    public const int PolicyDeny = 181;

    /// <summary>Mutual authentication has not succeeded yet.</summary>
    public const int AuthRequired = 189;
}
