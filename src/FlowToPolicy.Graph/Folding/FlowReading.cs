using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>What one flow says about one connection, once it is known who opened it.</summary>
internal ref struct FlowReading
{
    /// <summary>Why the flow becomes no edge; all else is meaningless then.</summary>
    public NoEdge NoEdge;

    /// <summary>Whether source and destination of the packet are server and client (the packet is a reply).</summary>
    public bool Flipped;

    /// <summary>Whether request or reply must be concluded from what other flows say; the two ports are then kept together.</summary>
    public bool Unclear;

    /// <summary>At which side it was seen.</summary>
    public Side Side;

    /// <summary>What was seen.</summary>
    public Sighting Kind;

    /// <summary>The server's port, or the ICMP type of the request.</summary>
    public ushort Port;

    /// <summary>How many flows the line stands for.</summary>
    public long Times;

    /// <summary>A reading that says why there is no edge.</summary>
    public static FlowReading None(NoEdge reason) => new() { NoEdge = reason };

    /// <summary>The end that opened the connection.</summary>
    public readonly Endpoint Client(in Flow flow) => Flipped ? flow.Destination : flow.Source;

    /// <summary>The end that accepted it.</summary>
    public readonly Endpoint Server(in Flow flow) => Flipped ? flow.Source : flow.Destination;

    /// <summary>The address of the end that opened it.</summary>
    public readonly Address ClientAddress(in Flow flow) => Flipped ? flow.DestinationAddress : flow.SourceAddress;

    /// <summary>The address of the end that accepted it.</summary>
    public readonly Address ServerAddress(in Flow flow) => Flipped ? flow.SourceAddress : flow.DestinationAddress;

    /// <summary>The DNS names of the server's address.</summary>
    public readonly NameList ServerNames(in Flow flow) => Flipped ? flow.SourceNames : flow.DestinationNames;
}
