namespace FlowToPolicy.Recorder.Batches;

/// <summary>Where events were lost. The first four are Hubble's <c>LostEventSource</c>, with its numbers.</summary>
public enum LossSource : byte
{
    /// <summary>Hubble does not say.</summary>
    Unknown,

    /// <summary>Between the kernel and the agent.</summary>
    PerfEventRingBuffer,

    /// <summary>In the agent's queue of events.</summary>
    ObserverEventsQueue,

    /// <summary>In the agent's ring: its reader was too slow.</summary>
    HubbleRingBuffer,

    /// <summary>By us: the recorder had to drop them.</summary>
    Recorder,
}
