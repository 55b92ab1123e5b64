namespace FlowToPolicy.Flows;

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
