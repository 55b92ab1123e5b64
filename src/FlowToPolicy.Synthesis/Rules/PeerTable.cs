using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>The peers of one direction that are named as a whole, each with its ports.</summary>
internal sealed class PeerTable
{
    // Few ports each, so that a list in order is smaller and faster than a tree; the peers are sorted once they are all there.
    private readonly Dictionary<Peer, SortedList<ServicePort, PortUse>> _peers = [];

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
        foreach ((Peer peer, SortedList<ServicePort, PortUse> ports) in Sorted(ports => ports.Values.Any(use => use.IsDns)))
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
        Sorted(_ => true).SelectMany(peer => factory.Items(peer.Key.Item(policyNamespace), peer.Key.Describe(), peer.Value.Values));

    private IEnumerable<KeyValuePair<Peer, SortedList<ServicePort, PortUse>>> Sorted(Func<SortedList<ServicePort, PortUse>, bool> wanted) =>
        _peers.Where(peer => wanted(peer.Value)).OrderBy(peer => peer.Key);

    private PortUse Use(Peer peer, ServicePort port)
    {
        SortedList<ServicePort, PortUse> ports = Ports(peer);
        if (!ports.TryGetValue(port, out PortUse? use))
        {
            ports[port] = use = new PortUse(port);
        }

        return use;
    }

    private SortedList<ServicePort, PortUse> Ports(Peer peer)
    {
        if (!_peers.TryGetValue(peer, out SortedList<ServicePort, PortUse>? ports))
        {
            _peers[peer] = ports = new SortedList<ServicePort, PortUse>(1);
        }

        return ports;
    }
}
