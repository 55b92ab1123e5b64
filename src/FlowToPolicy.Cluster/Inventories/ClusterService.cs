using FlowToPolicy.Identities;

namespace FlowToPolicy.Cluster.Inventories;

/// <summary>What of a service bears on policies.</summary>
public sealed record ClusterService
{
    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its own labels, sorted by key.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The labels of the pods behind it, sorted by key; none when its endpoints are managed otherwise.</summary>
    public required IReadOnlyDictionary<string, string> Selector { get; init; }

    /// <summary><c>ClusterIP</c>, <c>NodePort</c>, <c>LoadBalancer</c> or <c>ExternalName</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary><c>Cluster</c> or <c>Local</c>; empty for services that nobody outside reaches.</summary>
    public string ExternalTrafficPolicy { get; init; } = "";

    /// <summary>Its addresses; none for a headless service.</summary>
    public IReadOnlyList<Address> ClusterAddresses { get; init; } = [];

    /// <summary>Its ports, in the order written.</summary>
    public IReadOnlyList<ClusterServicePort> Ports { get; init; } = [];
}

/// <summary>A port of a service.</summary>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Port">The number that clients use.</param>
/// <param name="TargetPort">The number or the name of the pods' port, by which policies see it; empty for the same number.</param>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
public readonly record struct ClusterServicePort(string Name, ushort Port, string TargetPort, Protocol Protocol);
