namespace FlowToPolicy.Benchmarks.Generating.Lines;

/// <summary>Which TCP flags a packet has.</summary>
internal enum Packet : byte
{
    /// <summary>Opens a connection.</summary>
    Syn,

    /// <summary>Answers it.</summary>
    SynAck,

    /// <summary>Acknowledges.</summary>
    Ack,

    /// <summary>Carries data.</summary>
    Push,

    /// <summary>Ends one direction.</summary>
    Fin,

    /// <summary>Breaks off.</summary>
    Reset,
}

/// <summary>Where a trace was taken.</summary>
internal enum Point : byte
{
    /// <summary>Delivered to a pod.</summary>
    ToEndpoint,

    /// <summary>Into the tunnel to another node.</summary>
    ToOverlay,

    /// <summary>To the routing of the node.</summary>
    ToStack,

    /// <summary>Out to the network.</summary>
    ToNetwork,

    /// <summary>To the node itself.</summary>
    ToHost,

    /// <summary>To the L7 proxy.</summary>
    ToProxy,

    /// <summary>From a pod, before any decision.</summary>
    FromEndpoint,
}

/// <summary>The constant parts of flows, in the spelling and order of Cilium's encoder.</summary>
internal static class PacketText
{
    /// <summary>The flags, up to the end of <c>l4</c>.</summary>
    public static ReadOnlySpan<byte> Flags(Packet packet) => packet switch
    {
        Packet.Syn => ",\"flags\":{\"SYN\":true}}}"u8,
        Packet.SynAck => ",\"flags\":{\"SYN\":true,\"ACK\":true}}}"u8,
        Packet.Ack => ",\"flags\":{\"ACK\":true}}}"u8,
        Packet.Push => ",\"flags\":{\"PSH\":true,\"ACK\":true}}}"u8,
        Packet.Fin => ",\"flags\":{\"FIN\":true,\"ACK\":true}}}"u8,
        _ => ",\"flags\":{\"RST\":true,\"ACK\":true}}}"u8,
    };

    /// <summary>The summary of a TCP packet.</summary>
    public static ReadOnlySpan<byte> Summary(Packet packet) => packet switch
    {
        Packet.Syn => "TCP Flags: SYN\""u8,
        Packet.SynAck => "TCP Flags: SYN, ACK\""u8,
        Packet.Ack => "TCP Flags: ACK\""u8,
        Packet.Push => "TCP Flags: ACK, PSH\""u8,
        Packet.Fin => "TCP Flags: ACK, FIN\""u8,
        _ => "TCP Flags: RST, ACK\""u8,
    };

    /// <summary>From the event type to the observation point, for a packet of a connection's client.</summary>
    public static ReadOnlySpan<byte> Forward(Point point) => point switch
    {
        // Since Cilium 1.16 packets delivered to a pod claim to be egress.
        Point.ToEndpoint => ",\"event_type\":{\"type\":4},\"traffic_direction\":\"EGRESS\",\"trace_observation_point\":\"TO_ENDPOINT\""u8,
        Point.ToOverlay => ",\"event_type\":{\"type\":4,\"sub_type\":4},\"traffic_direction\":\"EGRESS\",\"trace_observation_point\":\"TO_OVERLAY\""u8,
        Point.ToStack => ",\"event_type\":{\"type\":4,\"sub_type\":3},\"traffic_direction\":\"EGRESS\",\"trace_observation_point\":\"TO_STACK\""u8,
        Point.ToNetwork => ",\"event_type\":{\"type\":4,\"sub_type\":11},\"traffic_direction\":\"EGRESS\",\"trace_observation_point\":\"TO_NETWORK\""u8,
        Point.ToHost => ",\"event_type\":{\"type\":4,\"sub_type\":2},\"traffic_direction\":\"EGRESS\",\"trace_observation_point\":\"TO_HOST\""u8,
        Point.ToProxy => ",\"event_type\":{\"type\":4,\"sub_type\":1},\"traffic_direction\":\"EGRESS\",\"trace_observation_point\":\"TO_PROXY\""u8,
        _ => ",\"event_type\":{\"type\":4,\"sub_type\":5},\"trace_observation_point\":\"FROM_ENDPOINT\""u8,
    };

    /// <summary>The same for a reply.</summary>
    public static ReadOnlySpan<byte> Backward(Point point) => point switch
    {
        Point.ToEndpoint => ",\"reply\":true,\"event_type\":{\"type\":4},\"traffic_direction\":\"EGRESS\",\"trace_observation_point\":\"TO_ENDPOINT\""u8,
        Point.ToOverlay => ",\"reply\":true,\"event_type\":{\"type\":4,\"sub_type\":4},\"traffic_direction\":\"INGRESS\",\"trace_observation_point\":\"TO_OVERLAY\""u8,
        Point.ToNetwork => ",\"reply\":true,\"event_type\":{\"type\":4,\"sub_type\":11},\"traffic_direction\":\"INGRESS\",\"trace_observation_point\":\"TO_NETWORK\""u8,
        _ => ",\"reply\":true,\"event_type\":{\"type\":4,\"sub_type\":3},\"traffic_direction\":\"INGRESS\",\"trace_observation_point\":\"TO_STACK\""u8,
    };
}
