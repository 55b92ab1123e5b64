namespace FlowToPolicy.Recorder.Recording;

/// <summary>What a recorder did since it started.</summary>
public sealed record RecordingCounters
{
    /// <summary>Flows that were received and counted, each once.</summary>
    public long Flows { get; init; }

    /// <summary>Flows that came a second time and were not counted again.</summary>
    public long Repeated { get; init; }

    /// <summary>Events that nodes lost, as they say.</summary>
    public long Lost { get; init; }

    /// <summary>Flows that this recorder had to give up.</summary>
    public long Dropped { get; init; }

    /// <summary>Streams that were opened.</summary>
    public long Streams { get; init; }

    /// <summary>Bytes of messages received.</summary>
    public long Bytes { get; init; }

    /// <summary>When the last flow came, by this machine's clock; null when none did.</summary>
    public DateTimeOffset? LastFlow { get; init; }

    /// <summary>When the last batch was written; null when none was.</summary>
    public DateTimeOffset? LastWrite { get; init; }

    /// <summary>Whether a stream is open and the relay has answered on it.</summary>
    public bool Connected { get; init; }

    /// <summary>How many nodes are known.</summary>
    public int Nodes { get; init; }
}
