namespace FlowToPolicy.Flows.Relay;

/// <summary>Why the reading of a stream ended.</summary>
public enum RelayEnd
{
    /// <summary>
    /// The server has sent everything. A stream that follows ends so when the relay has lost all its nodes.
    /// </summary>
    Complete,

    /// <summary>It was told to stop.</summary>
    Stopped,
}
