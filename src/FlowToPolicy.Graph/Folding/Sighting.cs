namespace FlowToPolicy.Graph.Folding;

/// <summary>At which end of a connection something was seen.</summary>
public enum Side : byte
{
    /// <summary>Where it was opened: egress.</summary>
    Client,

    /// <summary>Where it was accepted: ingress.</summary>
    Server,
}

/// <summary>What was seen at one side.</summary>
public enum Sighting : byte
{
    /// <summary>The first packet of a connection.</summary>
    New,

    /// <summary>A later packet, or the first one seen once more.</summary>
    Ongoing,

    /// <summary>A policy verdict that let it through (also to the proxy).</summary>
    Verdict,

    /// <summary>A policy verdict in audit mode: no rule allowed it.</summary>
    Audit,

    /// <summary>A policy verdict in audit mode: an explicit deny rule matched.</summary>
    AuditedDeny,

    /// <summary>A reply.</summary>
    Reply,

    /// <summary>A request in the proxy's log.</summary>
    L7Request,

    /// <summary>A request that the proxy refused.</summary>
    L7Refused,

    /// <summary>Flows that an aggregating exporter added up.</summary>
    Aggregate,

    /// <summary>A drop event: no rule allowed it.</summary>
    Drop,

    /// <summary>The verdict event of such a drop.</summary>
    DropVerdict,

    /// <summary>A drop event: an explicit deny rule matched.</summary>
    Deny,

    /// <summary>The verdict event of such a drop.</summary>
    DenyVerdict,

    /// <summary>A drop that policy did not ask for.</summary>
    OtherDrop,
}
