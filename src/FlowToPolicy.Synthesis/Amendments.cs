using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Rules;
using FlowToPolicy.Synthesis.Selectors;

namespace FlowToPolicy.Synthesis;

/// <summary>Writes the narrowest item that admits one connection of a graph, with the selectors that a proposal would use.</summary>
public sealed class Amendments
{
    private readonly CommunicationGraph _graph;
    private PeerLookup? _peers;

    /// <summary>Prepares for a graph; selectors are searched when the first item is asked for.</summary>
    public Amendments(CommunicationGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
    }

    /// <summary>The item.</summary>
    /// <param name="edge">The connection.</param>
    /// <param name="address">Its address outside the cluster; no address when there is none.</param>
    /// <param name="forServer">Whether it is for the server's ingress rather than the client's egress.</param>
    /// <param name="policyNamespace">The namespace of the policy that it goes into; empty for a cluster-wide one.</param>
    /// <returns>The item, or null when no rule can name the peer or the port.</returns>
    public DirectionItem? Item(Edge edge, Address address, bool forServer, string policyNamespace)
    {
        ArgumentNullException.ThrowIfNull(edge);
        ServicePort port = ServicePort.Of(edge);
        return port.CanStandInRule && Peer(edge, address, forServer, policyNamespace) is { } peer ? WithPort(peer, port) : null;
    }

    /// <summary>An item that opens the port of an edge to nobody yet: its ports alone.</summary>
    public static DirectionItem? PortOf(Edge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        ServicePort port = ServicePort.Of(edge);
        return port.CanStandInRule ? WithPort(new DirectionItem(), port) : null;
    }

    /// <summary>The names that an edge asks the DNS for, as a rule for its proxy lists them; a name that no rule can list is left out.</summary>
    public static IReadOnlyList<FqdnSelector> QuestionsOf(Edge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return [.. edge.QueriedNames.Select(DnsName.Normalize).Where(DnsName.IsValid).Distinct().Order(StringComparer.Ordinal).Select(name => new FqdnSelector { MatchName = name })];
    }

    private DirectionItem? Peer(Edge edge, Address address, bool forServer, string policyNamespace)
    {
        End peer = forServer ? edge.Client : edge.Server;
        if (peer.Kind == EndKind.World)
        {
            return World(edge, address, forServer);
        }

        _peers ??= new PeerLookup(new SelectorIndex(_graph));
        Peer[] named = _peers.CanName(peer) ? [.. forServer ? _peers.OfClient(edge, nodesAreDenied: false) : _peers.OfServer(edge, callsNodes: false)] : [];

        // Several of them are entities, as an API server that was seen on a node and elsewhere.
        return named.Length == 0 ? null : (named[0] with { Entities = named.Aggregate(Entities.None, (all, one) => all | one.Entities) }).Item(policyNamespace);
    }

    // Names before addresses, because addresses move; as a client the world has no names.
    private static DirectionItem? World(Edge edge, Address address, bool forServer)
    {
        if (address.IsNone)
        {
            return new DirectionItem { Entities = [ReservedIdentity.World] };
        }

        string? name = forServer ? null : edge.Addresses.Where(known => known.Address == address).SelectMany(known => known.Names).Select(DnsName.Normalize).FirstOrDefault(DnsName.IsValid);
        return name is null
            ? new DirectionItem { Cidrs = [string.Create(CultureInfo.InvariantCulture, $"{address}/{(address.IsV6 ? 128 : 32)}")] }
            : new DirectionItem { Fqdns = [new FqdnSelector { MatchName = name }] };
    }

    private static DirectionItem WithPort(DirectionItem item, ServicePort port)
    {
        string number = port.Port.ToString(CultureInfo.InvariantCulture);
        return port.Protocol.IsIcmp()
            ? item with { Icmps = [new IcmpField { Family = port.Protocol == Protocol.IcmpV4 ? "IPv4" : "IPv6", Type = number }] }
            : item with { ToPorts = [new PortRule { Ports = [new PortProtocol { Port = number, Protocol = port.Protocol.Name() }] }] };
    }
}
