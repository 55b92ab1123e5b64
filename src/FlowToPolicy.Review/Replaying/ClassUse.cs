using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Replaying;

/// <summary>A protocol and port.</summary>
internal readonly record struct ProtocolPort(Protocol Protocol, ushort Port)
{
    /// <summary>The same port of the other protocol that DNS uses.</summary>
    public ProtocolPort DnsTwin => this with { Protocol = Protocol == Protocol.Udp ? Protocol.Tcp : Protocol.Udp };
}

/// <summary>A class of ends and a port as one number, cheap to sort and compare: there are as many of them as edges.</summary>
/// <param name="Number">The number of the class, then protocol and port.</param>
internal readonly record struct ClassUse(ulong Number) : IComparable<ClassUse>
{
    /// <summary>Puts the numbers together.</summary>
    public static ClassUse Of(int peer, ProtocolPort port) => new(((ulong)(uint)peer << 32) | ((uint)port.Protocol << 16) | port.Port);

    /// <summary>The number of the class.</summary>
    public int Peer => (int)(Number >> 32);

    /// <summary>The port.</summary>
    public ProtocolPort Port => new((Protocol)(byte)(Number >> 16), (ushort)Number);

    /// <inheritdoc/>
    public int CompareTo(ClassUse other) => Number.CompareTo(other.Number);
}
