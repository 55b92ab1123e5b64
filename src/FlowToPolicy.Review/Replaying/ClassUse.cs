namespace FlowToPolicy.Review.Replaying;

/// <summary>A client, a server and a port as numbers, cheap to hash and compare: there are as many of them as edges.</summary>
/// <param name="Ends">The numbers of client and server.</param>
/// <param name="Port">Protocol and port.</param>
internal readonly record struct ClassUse(ulong Ends, uint Port)
{
    /// <summary>Puts the numbers together.</summary>
    public static ClassUse Of(int client, int server, ProtocolPort port) =>
        new(((ulong)(uint)client << 32) | (uint)server, ((uint)port.Protocol << 16) | port.Port);
}
