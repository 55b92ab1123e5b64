namespace FlowToPolicy.Flows.Relay;

/// <summary>What a relay says of itself; counters are summed over its nodes.</summary>
/// <param name="Version">The version, as the server writes it; empty when it does not say.</param>
/// <param name="NumFlows">Flows held now.</param>
/// <param name="MaxFlows">Flows that can be held.</param>
/// <param name="SeenFlows">Flows seen since the start.</param>
/// <param name="FlowsPerSecond">Flows seen per second (since 1.15); 0 when not said.</param>
/// <param name="Uptime">How long the oldest node has been running.</param>
/// <param name="ConnectedNodes">How many nodes it reads from; null for an agent.</param>
/// <param name="UnavailableNodes">How many nodes it cannot reach; null for an agent.</param>
/// <param name="UnavailableNames">Names of nodes that it cannot reach, at most ten.</param>
public sealed record RelayStatus(
    string Version,
    ulong NumFlows,
    ulong MaxFlows,
    ulong SeenFlows,
    double FlowsPerSecond,
    TimeSpan Uptime,
    uint? ConnectedNodes,
    uint? UnavailableNodes,
    IReadOnlyList<string> UnavailableNames);
