using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Reasons;

/// <summary>An allowing item about the subject, and what of it holds for a connection.</summary>
/// <param name="Reference">The item.</param>
/// <param name="Matches">Whether it lets the connection through, as far as it is up to it.</param>
/// <param name="PeerMatches">Whether it takes in the peer, on some port.</param>
/// <param name="PortMatches">Whether it opens the port, to somebody.</param>
/// <param name="OnlyNamespaceLacks">Whether it would let the connection through if it took in pods of every namespace.</param>
/// <param name="Kind">How it names its peers.</param>
/// <param name="HasNamedPorts">Whether it has ports by name.</param>
/// <param name="PeerIsOutside">Whether the peer is an address outside the cluster.</param>
public sealed record NearMiss(
    RuleReference Reference, bool Matches, bool PeerMatches, bool PortMatches, bool OnlyNamespaceLacks, PeerKind Kind, bool HasNamedPorts, bool PeerIsOutside = false)
{
    /// <summary>What it lacks, in words; empty when it matches.</summary>
    public string Lacks => (Matches, PeerMatches, PortMatches) switch
    {
        (true, _, _) => "",
        (_, true, true) => "takes in the peer and opens the port, but not both together",
        (_, true, false) => HasNamedPorts ? "takes in the peer, but its named port is another one here" : "takes in the peer, but not on this port",
        (_, false, true) when OnlyNamespaceLacks => "opens the port to such pods of another namespace",
        (_, false, true) when Kind == PeerKind.Addresses && PeerIsOutside => "opens the port to other addresses",
        (_, false, true) when Kind == PeerKind.Names && !PeerIsOutside => "opens the port to names, which never mean pods or nodes",
        (_, false, true) when Kind == PeerKind.Addresses => "opens the port to addresses, which never mean pods or nodes",
        (_, false, true) when Kind == PeerKind.Names => "opens the port to other names",
        (_, false, true) => "opens the port, but not to this peer",
        _ => "has neither this peer nor this port",
    };
}

/// <summary>How an item names its peers.</summary>
public enum PeerKind : byte
{
    /// <summary>Not at all: everybody.</summary>
    Everybody,

    /// <summary>By labels.</summary>
    Labels,

    /// <summary>By entities.</summary>
    Entities,

    /// <summary>By address.</summary>
    Addresses,

    /// <summary>By DNS name.</summary>
    Names,

    /// <summary>In another way (services, groups, nodes).</summary>
    Other,
}
