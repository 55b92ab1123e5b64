namespace FlowToPolicy.Recorder.Recording;

/// <summary>Something that happened while recording.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">In one line without an end mark; it may hold text of others, which only the terminal makes harmless.</param>
public sealed record RecordingNotice(RecordingEvent Kind, string Text);

/// <summary>What happened.</summary>
public enum RecordingEvent
{
    /// <summary>The stream could not be opened, or broke.</summary>
    StreamFailed,

    /// <summary>The relay ended the stream.</summary>
    StreamEnded,

    /// <summary>Flows come again.</summary>
    StreamResumed,

    /// <summary>A node does not understand the field mask: whole flows are asked for.</summary>
    MaskWithdrawn,

    /// <summary>The relay lost a node, or cannot reach it.</summary>
    NodeLost,

    /// <summary>An agent started anew.</summary>
    NodeRestarted,

    /// <summary>A node sees flows but none arrives, so that the stream is opened anew.</summary>
    NodeDeaf,

    /// <summary>The nodes could not be asked for their state.</summary>
    PollFailed,

    /// <summary>A batch could not be written; it is kept and tried again.</summary>
    WriteFailed,

    /// <summary>Batches are written again.</summary>
    WriteResumed,

    /// <summary>Flows had to be given up.</summary>
    FlowsDropped,

    /// <summary>The certificates were read again.</summary>
    CertificatesReloaded,

    /// <summary>The certificates that were to be read again cannot be used.</summary>
    CertificatesRefused,
}
