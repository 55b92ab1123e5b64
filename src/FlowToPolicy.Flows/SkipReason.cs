namespace FlowToPolicy.Flows;

/// <summary>Why a line of input holds no flow.</summary>
public enum SkipReason : byte
{
    /// <summary>Empty or white space only.</summary>
    Blank,

    /// <summary>Not JSON, or cut off.</summary>
    Damaged,

    /// <summary>Longer than the limit of 16 MB.</summary>
    TooLong,

    /// <summary>JSON, but none of the known envelopes, or a field of a flow has a type it cannot have.</summary>
    NotAFlow,

    /// <summary>Text of another program between the flows (agent log lines in a container log).</summary>
    OtherText,

    /// <summary>An agent event.</summary>
    AgentEvent,

    /// <summary>A debug event.</summary>
    DebugEvent,

    /// <summary>A notice of lost events (counted apart).</summary>
    LostEvents,

    /// <summary>A notice about nodes (kept apart).</summary>
    NodeStatus,

    /// <summary>Outside <c>--since</c>/<c>--until</c>.</summary>
    OutsideWindow,

    /// <summary>A flow without a time while <c>--since</c>/<c>--until</c> are given.</summary>
    NoTime,

    /// <summary>Left out by a namespace or pod filter.</summary>
    FilteredOut,

    /// <summary>Beyond <c>--last</c>/<c>--first</c>.</summary>
    BeyondLimit,
}
