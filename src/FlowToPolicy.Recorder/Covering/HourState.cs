namespace FlowToPolicy.Recorder.Covering;

/// <summary>What is known of one hour on one node.</summary>
public enum HourState : byte
{
    /// <summary>Nobody knows whether the node was there: before it was first heard of or after it was last.</summary>
    Unknown,

    /// <summary>The node was there before and after, but was not read.</summary>
    NotConnected,

    /// <summary>Read for a part of the hour.</summary>
    Partly,

    /// <summary>Read for the whole hour, but events were lost.</summary>
    Lossy,

    /// <summary>Read for the whole hour, and nothing is known to be lost.</summary>
    Recorded,
}
