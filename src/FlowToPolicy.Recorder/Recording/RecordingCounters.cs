using FlowToPolicy.Recorder.Batches;

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

    /// <summary>The same by where they were lost; only sources that lost any.</summary>
    public IReadOnlyDictionary<LossSource, long> LostBySource { get; init; } = new Dictionary<LossSource, long>();

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

    /// <summary>Batches that were written.</summary>
    public long Writes { get; init; }

    /// <summary>Tries to write a batch that failed.</summary>
    public long FailedWrites { get; init; }

    /// <summary>Since when every try to write has failed; null when the last one did not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Why the last try to write failed; empty when it did not.</summary>
    public string WriteFailure { get; init; } = "";

    /// <summary>Whether a stream is open and the relay has answered on it.</summary>
    public bool Connected { get; init; }

    /// <summary>How many nodes are known.</summary>
    public int Nodes { get; init; }
}
