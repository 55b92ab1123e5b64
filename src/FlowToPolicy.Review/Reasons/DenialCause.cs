namespace FlowToPolicy.Review.Reasons;

/// <summary>Why an end stops a connection: what would have to be written to let it through.</summary>
public enum DenialCause : byte
{
    /// <summary>A rule takes in the peer, but not on this port.</summary>
    NoRuleForPort,

    /// <summary>No rule takes in the peer.</summary>
    NoRuleForPeer,

    /// <summary>A rule would take in the peer if it named the peer's namespace.</summary>
    Namespace,

    /// <summary>It asks the DNS, and no rule lets it.</summary>
    Dns,

    /// <summary>Rules by name open the port, and none names what is called here.</summary>
    Name,

    /// <summary>A rule by address opens the port, but addresses in rules never mean pods or nodes.</summary>
    CidrCannotMatch,

    /// <summary>A rule takes in the peer on a port by name, and the name means another number there, or nothing.</summary>
    NamedPort,

    /// <summary>A deny rule hits.</summary>
    ExplicitDeny,

    /// <summary>The proxy refuses what is asked.</summary>
    L7Filter,

    /// <summary>The rule that lets it through demands authentication.</summary>
    Authentication,

    /// <summary>The policies of the end contradict each other, so that Cilium enforces none that it can resolve.</summary>
    Conflict,

    /// <summary>This end lets it through; the other one stops it.</summary>
    OtherEnd,
}
