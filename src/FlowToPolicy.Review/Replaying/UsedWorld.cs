using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Replaying;

/// <summary>What workloads had to do with the world; whatever became of it, since denied attempts are reported by themselves.</summary>
internal sealed class UsedWorld
{
    private readonly HashSet<(End Workload, bool Serves, ProtocolPort Port)> _world = [];
    private readonly HashSet<(End Workload, bool Serves, ProtocolPort Port, Address Address)> _addresses = [];
    private readonly HashSet<(End Workload, bool Serves, ProtocolPort Port)> _worldDns = [];

    /// <summary>Reads the edges.</summary>
    public UsedWorld(IReadOnlyList<Edge> edges)
    {
        foreach (Edge edge in edges)
        {
            if (edge.Client.Kind == EndKind.World || edge.Server.Kind == EndKind.World)
            {
                Add(edge);
            }
        }
    }

    /// <summary>Whether a workload had to do with the world on a port.</summary>
    public bool World(End workload, bool serves, ProtocolPort port) => _world.Contains((workload, serves, port));

    /// <summary>Whether a workload had to do with an address on a port.</summary>
    public bool Address(End workload, bool serves, ProtocolPort port, Address address) => _addresses.Contains((workload, serves, port, address));

    /// <summary>Whether a workload used DNS with the world on a port or its twin.</summary>
    public bool WorldDns(End workload, bool serves, ProtocolPort port) => _worldDns.Contains((workload, serves, port));

    private void Add(Edge edge)
    {
        bool serves = edge.Client.Kind == EndKind.World;
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
