using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>What the sightings of one raw edge have in common. For unclear sightings the port is 0.</summary>
/// <param name="Client">Who seems to open the connection.</param>
/// <param name="Server">Who seems to accept it.</param>
/// <param name="Protocol">The transport.</param>
/// <param name="Port">The server's port or the ICMP type.</param>
public readonly record struct RawEdge(RawEnd Client, RawEnd Server, Protocol Protocol, ushort Port)
{
    /// <summary>Compares the ends by reference first: within one tally equal ends are the same object.</summary>
    public bool Equals(RawEdge other) =>
        Port == other.Port && Protocol == other.Protocol
        && (ReferenceEquals(Client, other.Client) || Client.Equals(other.Client))
        && (ReferenceEquals(Server, other.Server) || Server.Equals(other.Server));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Client.Hash, Server.Hash, (int)Protocol, Port);
}
