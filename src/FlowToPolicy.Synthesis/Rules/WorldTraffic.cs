using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>All that one subject has to do with the world in one direction, address by address.</summary>
internal sealed class WorldTraffic
{
    private readonly Admission _admission;
    private readonly ClusterNames _names;

    /// <summary>Reads the edges; an edge may be both admitted and denied, for different addresses.</summary>
    public WorldTraffic(IEnumerable<Edge> admitted, IEnumerable<Edge> denied, Admission admission, ClusterNames names)
    {
        (_admission, _names) = (admission, names);
        foreach (Edge edge in admitted.Where(Admission.IsByAddress))
        {
            Admit(edge);
        }

        foreach (Edge edge in denied.Where(Admission.IsByAddress))
        {
            if (Ports.TryGetValue(ServicePort.Of(edge), out WorldPort? port))
            {
                Deny(port, edge);
            }
        }

        AddTwins([.. denied.Where(Admission.IsByAddress)]);
    }

    /// <summary>The ports with admitted addresses.</summary>
    public SortedDictionary<ServicePort, WorldPort> Ports { get; } = [];

    /// <summary>DNS ports of which the twin was left out for addresses that were denied, with how many.</summary>
    public List<(ServicePort Twin, int Addresses)> DeniedTwins { get; } = [];

    private void Admit(Edge edge)
    {
        WorldPort port = Port(ServicePort.Of(edge));
        port.IsDns |= edge.IsDns;
        foreach (EdgeAddress share in edge.Addresses)
        {
            if (_admission.Admits(share.Outcome))
            {
                port.HasIpv4 |= share.Address.IsV4;
                port.HasIpv6 |= share.Address.IsV6;
                Address(port, share.Address).Add(edge, share);
            }
        }

        if ((edge.AddressesBeyond > 0 || edge.Addresses.Count == 0) && _admission.Admits(edge.Outcome))
        {
            port.IsUnbounded = true;
            AddFamilies(port, edge);
            port.Beyond.Add((edge, Math.Max(1, edge.AddressesBeyond)));
        }
    }

    // The listed addresses are the smallest, so either family may be among those that are not listed. Where both are on, Cilium labels each
    // by itself; the plain label says of neither, and without any address IPv4 is the one that every cluster of it has.
    private static void AddFamilies(WorldPort port, Edge edge)
    {
        IReadOnlyList<LabelSet> labels = edge.Server.Kind == EndKind.World ? edge.ServerLabels : edge.ClientLabels;
        port.HasIpv6 |= labels.Any(set => set.IsReserved(ReservedIdentity.WorldIpv6));
        port.HasIpv4 |= labels.Any(set => set.IsReserved(ReservedIdentity.WorldIpv4)) || !port.HasIpv6;
    }

    private void Deny(WorldPort port, Edge edge)
    {
        foreach (EdgeAddress share in edge.Addresses)
        {
            if (_admission.Denies(share.Outcome) && !port.Admitted.ContainsKey(share.Address))
            {
                port.Denied.Add(share.Address);
                port.DeniedNames.UnionWith(_names.Of(share.Address));
                port.DeniesByDefault |= share.Outcome != EdgeOutcome.ExplicitlyDenied;
            }
        }
    }

    private void AddTwins(List<Edge> denied)
    {
        foreach (WorldPort port in Ports.Values.Where(p => p.IsDns && p.Port.Protocol.HasPorts()).ToList())
        {
            ServicePort twinPort = port.Port.DnsTwin;
            List<EdgeAddress> refusals =
            [
                .. denied.Where(edge => ServicePort.Of(edge) == twinPort).SelectMany(edge => edge.Addresses).Where(share => _admission.Denies(share.Outcome)),
            ];
            HashSet<Address> refused = [.. refusals.Select(share => share.Address)];
            List<Address> wanted = [.. port.Admitted.Keys.Where(address => !refused.Contains(address))];
            if (wanted.Count < port.Admitted.Count)
            {
                DeniedTwins.Add((twinPort, port.Admitted.Count - wanted.Count));
            }

            if (wanted.Count == 0 && !port.IsUnbounded)
            {
                continue;
            }

            WorldPort twin = Port(twinPort);
            twin.IsDns = true;
            twin.HasIpv4 |= port.HasIpv4;
            twin.HasIpv6 |= port.HasIpv6;
            twin.IsUnbounded |= port.IsUnbounded;
            twin.DeniesByDefault |= refusals.Exists(share => share.Outcome != EdgeOutcome.ExplicitlyDenied);
            twin.Denied.UnionWith(refused.Where(address => !twin.Admitted.ContainsKey(address)));
            wanted.ForEach(address => Address(twin, address));
        }
    }

    private WorldPort Port(ServicePort key)
    {
        if (!Ports.TryGetValue(key, out WorldPort? port))
        {
            Ports[key] = port = new WorldPort(key);
        }

        return port;
    }

    private static WorldAddress Address(WorldPort port, Address key)
    {
        if (!port.Admitted.TryGetValue(key, out WorldAddress? address))
        {
            port.Admitted[key] = address = new WorldAddress(key);
        }

        return address;
    }
}
