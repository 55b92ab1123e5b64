using System.Runtime.InteropServices;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Replaying;

/// <summary>A protocol and port.</summary>
internal readonly record struct ProtocolPort(Protocol Protocol, ushort Port)
{
    /// <summary>The same port of the other protocol that DNS uses.</summary>
    public ProtocolPort DnsTwin => this with { Protocol = Protocol == Protocol.Udp ? Protocol.Tcp : Protocol.Udp };
}

/// <summary>What occurs in a graph, counted by classes of ends; whatever became of it, since denied attempts are reported by themselves.</summary>
internal sealed class UsedConnections
{
    private readonly HashSet<ClassUse> _seen = [];
    private readonly Dictionary<ClassUse, long> _pairs = [];
    private readonly Dictionary<ClassUse, long> _twins = [];
    private readonly Dictionary<End, int> _numbers = [];
    private readonly HashSet<(End Workload, bool Serves, ProtocolPort Port)> _world = [];
    private readonly HashSet<(End Workload, bool Serves, ProtocolPort Port, Address Address)> _addresses = [];
    private readonly HashSet<(End Workload, bool Serves, ProtocolPort Port)> _worldDns = [];

    /// <summary>Reads the edges.</summary>
    public UsedConnections(IReadOnlyList<Edge> edges, EndClasses classes)
    {
        _seen.EnsureCapacity(edges.Count);
        _pairs.EnsureCapacity(edges.Count);
        foreach (Edge edge in edges)
        {
            AddWorld(edge);
            Count(edge, new ProtocolPort(edge.Protocol, edge.Port), classes, _pairs);
        }

        foreach (Edge edge in edges.Where(edge => edge.IsDns && edge.Protocol.HasPorts()))
        {
            Count(edge, new ProtocolPort(edge.Protocol, edge.Port).DnsTwin, classes, _twins);
        }
    }

    /// <summary>How many pairs of ends of the two classes used the port.</summary>
    public long Pairs(EndClass client, EndClass server, ProtocolPort port) => _pairs.GetValueOrDefault(ClassUse.Of(client.Number, server.Number, port));

    /// <summary>How many pairs did not use the port, but used its DNS twin.</summary>
    public long Twins(EndClass client, EndClass server, ProtocolPort port) => _twins.GetValueOrDefault(ClassUse.Of(client.Number, server.Number, port));

    /// <summary>Whether a workload had to do with the world on a port.</summary>
    public bool World(End workload, bool serves, ProtocolPort port) => _world.Contains((workload, serves, port));

    /// <summary>Whether a workload had to do with an address on a port.</summary>
    public bool Address(End workload, bool serves, ProtocolPort port, Address address) => _addresses.Contains((workload, serves, port, address));

    /// <summary>Whether a workload used DNS with the world on a port or its twin.</summary>
    public bool WorldDns(End workload, bool serves, ProtocolPort port) => _worldDns.Contains((workload, serves, port));

    // Each pair of ends counts once for a port; its own and all other nodes are one end.
    private void Count(Edge edge, ProtocolPort port, EndClasses classes, Dictionary<ClassUse, long> counts)
    {
        if (classes.Of(edge.Client) is { } client && classes.Of(edge.Server) is { } server
            && _seen.Add(ClassUse.Of(NumberOf(edge.Client, client), NumberOf(edge.Server, server), port)))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, ClassUse.Of(client.Number, server.Number, port), out _)++;
        }
    }

    private int NumberOf(End end, EndClass of)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, end.Kind == EndKind.Workload ? end : of.Example, out bool isKnown);
        return isKnown ? number : number = _numbers.Count;
    }

    private void AddWorld(Edge edge)
    {
        bool serves = edge.Client.Kind == EndKind.World;
        if (!serves && edge.Server.Kind != EndKind.World)
        {
            return;
        }

        End workload = serves ? edge.Server : edge.Client;
        var port = new ProtocolPort(edge.Protocol, edge.Port);
        _world.Add((workload, serves, port));
        if (edge.IsDns)
        {
            _worldDns.Add((workload, serves, port));
            _worldDns.Add((workload, serves, port.DnsTwin));
        }

        foreach (EdgeAddress address in edge.Addresses)
        {
            _addresses.Add((workload, serves, port, address.Address));
        }
    }
}
