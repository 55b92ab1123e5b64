namespace FlowToPolicy.Graph;

/// <summary>What is remarkable about an edge.</summary>
[Flags]
public enum EdgeMarks : short
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>No reply was ever seen, although the log holds replies; not said of the local host, whose replies are seldom reported.</summary>
    Unanswered = 1,

    /// <summary>At most one connection was seen in the window.</summary>
    SeenOnce = 2,

    /// <summary>The client is a node or the world, and may stand for somebody else whose address was translated on the way.</summary>
    MaybeMasked = 4,

    /// <summary>Which end opened the connection was concluded, not seen (no SYN in the log).</summary>
    DirectionAssumed = 8,

    /// <summary>The same peer (for the world: the same address) was let through at one time and dropped by policy at another.</summary>
    PartlyDenied = 16,

    /// <summary>An explicit deny rule matched, in audit mode or on part of the traffic.</summary>
    ExplicitDenySeen = 32,

    /// <summary>The client is the server's own node: Cilium always lets it in, so no rule is needed.</summary>
    LocalHost = 64,
}
