namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>What one JSON value of a log is, by its top-level keys.</summary>
public enum JsonLineKind : byte
{
    /// <summary>No JSON, cut off, or nested too deep.</summary>
    Damaged,

    /// <summary>JSON with none of the keys that Hubble's events have: another program's.</summary>
    Foreign,

    /// <summary>An event of Hubble's in which a field has a value that it cannot have.</summary>
    NotAFlow,

    /// <summary>A flow, with or without an envelope.</summary>
    Flow,

    /// <summary>A notice of lost events.</summary>
    LostEvents,

    /// <summary>A relay's notice about nodes.</summary>
    NodeStatus,

    /// <summary>An agent event.</summary>
    AgentEvent,

    /// <summary>A debug event.</summary>
    DebugEvent,

    /// <summary>A container runtime's or collector's wrapper, whose <c>log</c> is the text of the line proper.</summary>
    Wrapped,
}
