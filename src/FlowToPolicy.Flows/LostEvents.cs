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

/// <summary>A notice that events were lost.</summary>
/// <param name="Source">Where.</param>
/// <param name="Count">How many events.</param>
/// <param name="NodeName">On which node; empty when not said.</param>
/// <param name="Time">When, in ticks of 100 ns since year 1, UTC; 0 when not said.</param>
public readonly record struct LostEvents(LostEventSource Source, long Count, string NodeName, long Time);

/// <summary>The state of a relay's node. Numbers are those of <c>relay.NodeState</c>.</summary>
public enum NodeState : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>The relay reads from the node.</summary>
    Connected = 1,

    /// <summary>The relay cannot reach the node.</summary>
    Unavailable = 2,

    /// <summary>The node is gone.</summary>
    Gone = 3,

    /// <summary>The node answered with an error.</summary>
    Error = 4,
}

/// <summary>What a relay says of some of its nodes.</summary>
/// <param name="State">Their state.</param>
/// <param name="Nodes">Their names.</param>
/// <param name="Message">The error, when there is one.</param>
public sealed record NodeStatus(NodeState State, IReadOnlyList<string> Nodes, string Message);
