namespace FlowToPolicy.Flows;

/// <summary>Where events were lost. Numbers are those of <c>flow.LostEventSource</c>.</summary>
public enum LostEventSource : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Between kernel and agent.</summary>
    PerfEventRingBuffer = 1,

    /// <summary>In the agent's queue.</summary>
    ObserverEventsQueue = 2,

    /// <summary>The reader was too slow for Hubble's ring.</summary>
    HubbleRingBuffer = 3,
}
