namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>What a <c>GetFlowsResponse</c> turned out to be.</summary>
public enum WireMessage : byte
{
    /// <summary>None of the kinds known here: empty, or of a newer server.</summary>
    Nothing,

    /// <summary>A flow.</summary>
    Flow,

    /// <summary>A notice about nodes.</summary>
    NodeStatus,

    /// <summary>A notice of lost events.</summary>
    LostEvents,

    /// <summary>A flow with a value that no flow can have (a port or response code above 65535, an ICMP type above 255).</summary>
    NotAFlow,

    /// <summary>No protobuf message.</summary>
    Damaged,
}
