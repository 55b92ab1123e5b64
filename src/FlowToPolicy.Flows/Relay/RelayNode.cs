namespace FlowToPolicy.Flows.Relay;

/// <summary>What a relay says of one of its nodes.</summary>
/// <param name="Name">The name, <c>cluster/node</c> or <c>node</c>.</param>
/// <param name="Version">The agent's version, as it writes it; empty when it does not say.</param>
/// <param name="Address">Where the relay reaches it.</param>
/// <param name="State">Whether the relay reaches it.</param>
/// <param name="Tls">Whether it does so encrypted; null when it does not say.</param>
/// <param name="TlsServerName">The name that the node's certificate must carry; empty when it does not say.</param>
/// <param name="Uptime">How long the agent runs; zero when the relay cannot ask it.</param>
/// <param name="NumFlows">Flows that its ring holds now.</param>
/// <param name="MaxFlows">Flows that its ring can hold.</param>
/// <param name="SeenFlows">Flows that it saw since it started.</param>
public sealed record RelayNode(
    string Name,
    string Version,
    string Address,
    NodeState State,
    bool? Tls,
    string TlsServerName,
    TimeSpan Uptime,
    ulong NumFlows,
    ulong MaxFlows,
    ulong SeenFlows)
{
    /// <summary>How much time the ring holds when flows come as often as they did on average; null when that cannot be said.</summary>
    public TimeSpan? Holds => SeenFlows > 0 && Uptime > TimeSpan.Zero
        ? TimeSpan.FromTicks((long)Math.Min(Uptime.Ticks * ((double)Math.Max(NumFlows, MaxFlows) / SeenFlows), Uptime.Ticks))
        : null;
}
