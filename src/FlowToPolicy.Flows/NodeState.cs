namespace FlowToPolicy.Flows;

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
