using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>
/// Concludes who opened a connection that was first seen in its middle, from the edges of which it is known (hubble-api facts: the
/// ephemeral range of Linux is 32768 to 60999; ports below 1024 belong to servers).
/// </summary>
internal sealed class DirectionJudge
{
    private const ushort FirstUnprivilegedPort = 1024;

    private readonly HashSet<(End Server, Protocol Protocol, ushort Port)> _served = [];

    /// <summary>The edges so far; of those that are marked as assumed the direction is itself a conclusion.</summary>
    public Dictionary<EdgeKey, EdgeGroup> Groups { get; } = [];

    /// <summary>Takes note of a server of which the direction is known.</summary>
    public void LearnServer(End server, Protocol protocol, ushort port) => _served.Add((server, protocol, port));

    /// <summary>Whether an edge is known without any conclusion.</summary>
    public bool IsKnown(End client, End server, Protocol protocol, ushort port) =>
        Groups.TryGetValue(new EdgeKey(client, server, protocol, port), out EdgeGroup group) && group.DirectionKnown;

    /// <summary>
    /// Whether packets from <paramref name="sender"/>'s port to <paramref name="receiver"/>'s port, that were taken for requests, are replies.
    /// </summary>
    public bool AreReplies(End sender, ushort senderPort, End receiver, ushort receiverPort, Protocol protocol)
    {
        bool forward = IsKnown(sender, receiver, protocol, receiverPort);
        bool backward = IsKnown(receiver, sender, protocol, senderPort);
        if (forward || backward)
        {
            return backward && (!forward || senderPort < receiverPort);
        }

        if (receiverPort < PacketFacts.FirstEphemeralPort || _served.Contains((receiver, protocol, receiverPort)))
        {
            return false;
        }

        bool senderServes = senderPort < FirstUnprivilegedPort || _served.Contains((sender, protocol, senderPort));
        return senderServes || (protocol == Protocol.Tcp && senderPort < PacketFacts.FirstEphemeralPort);
    }
}
