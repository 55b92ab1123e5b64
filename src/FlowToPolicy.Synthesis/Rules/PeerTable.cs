using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>The peers of one direction that are named as a whole, each with its ports.</summary>
internal sealed class PeerTable
{
    private readonly SortedDictionary<Peer, SortedDictionary<ServicePort, PortUse>> _peers = [];

    /// <summary>Adds what an edge needs of a peer.</summary>
    public void Add(Peer peer, Edge edge)
    {
        PortUse use = Use(peer, ServicePort.Of(edge));
        use.IsDns |= edge.IsDns && edge.Protocol.HasPorts();
        use.Evidence.Add(edge, edge.Outcome, edge.Evidence.Connections);
    }

    /// <summary>Adds a port that is already summed up.</summary>
    public void Add(Peer peer, PortUse use) => Ports(peer)[use.Port] = use;

    /// <summary>Gives every DNS port its twin over TCP or UDP, but for those that were denied to the very peer; returns these.</summary>
    public IReadOnlyList<(Peer Peer, ServicePort Twin)> AddTwins(IReadOnlySet<(Peer Peer, ServicePort Port)> denied)
    {
        var refused = new List<(Peer, ServicePort)>();
        foreach ((Peer peer, SortedDictionary<ServicePort, PortUse> ports) in _peers)
        {
            foreach (ServicePort twin in ports.Values.Where(use => use.IsDns).Select(use => use.Port.DnsTwin).ToList())
            {
                if (ports.ContainsKey(twin) || !denied.Contains((peer, twin)))
                {
                    Use(peer, twin).IsDns = true;
                }
                else
                {
                    refused.Add((peer, twin));
                }
            }
        }

        return refused;
    }

    /// <summary>The items of all peers.</summary>
    public IEnumerable<DirectionItem> Items(ItemFactory factory, string policyNamespace) =>
        _peers.SelectMany(peer => factory.Items(peer.Key.Item(policyNamespace), peer.Key.Describe(), peer.Value.Values));

    private PortUse Use(Peer peer, ServicePort port)
    {
        SortedDictionary<ServicePort, PortUse> ports = Ports(peer);
        if (!ports.TryGetValue(port, out PortUse? use))
        {
            ports[port] = use = new PortUse(port);
        }

        return use;
    }

    private SortedDictionary<ServicePort, PortUse> Ports(Peer peer)
    {
        if (!_peers.TryGetValue(peer, out SortedDictionary<ServicePort, PortUse>? ports))
        {
            _peers[peer] = ports = [];
        }

        return ports;
    }
}
