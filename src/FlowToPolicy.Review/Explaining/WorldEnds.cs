using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Explaining;

/// <summary>Ends that are no workloads: entities, addresses and names outside the cluster.</summary>
internal sealed class WorldEnds(CommunicationGraph? graph, EvaluationOptions options)
{
    /// <summary>An address that stands for those of a name that no flow shows (RFC 5737).</summary>
    public static readonly Address Placeholder = Address.Parse("192.0.2.1");

    /// <summary>The entities that are ends; <c>all</c>, <c>cluster</c> and <c>none</c> are none.</summary>
    public static readonly string[] Entities =
    [
        ReservedIdentity.World, ReservedIdentity.Host, ReservedIdentity.RemoteNode, ReservedIdentity.KubeApiServer, ReservedIdentity.Ingress,
        ReservedIdentity.Health, ReservedIdentity.Init, ReservedIdentity.Unmanaged,
    ];

    /// <summary>An entity by its name.</summary>
    public EndAnswer Entity(string name)
    {
        if (!Entities.Contains(name))
        {
            return EndAnswer.Missing($"entity:{name} is not an end", Entities.Select(entity => EndResolver.EntityPrefix + entity));
        }

        if (name == ReservedIdentity.World)
        {
            // Any address that nothing is known of: no name leads to it.
            return EndAnswer.Found(World(name, [new PolicyEnd(Labels(Placeholder), Placeholder, [])]) with { Note = "an address outside the cluster without a name" });
        }

        EndKind kind = Kind(name);
        End? seen = kind == EndKind.Unknown ? null : graph?.Ends.FirstOrDefault(end => end.Kind == kind);
        LabelSet[] labels = seen is { LabelsKnown: true } ? [.. seen.LabelSets]
            : [LabelSet.Parse(name == ReservedIdentity.KubeApiServer ? [$"reserved:{name}", $"reserved:{ReservedIdentity.RemoteNode}"] : [$"reserved:{name}"])];
        End end = seen ?? new End { Kind = kind, Name = name, LabelSets = labels };
        return EndAnswer.Found(new ExplainedEnd(name, end, [.. labels.Select(set => new PolicyEnd(set))], seen is not null));
    }

    /// <summary>An address: a node's or the API server's when flows show it there, else outside the cluster.</summary>
    public ExplainedEnd At(Address address)
    {
        Edge[] edges = [.. (graph?.Edges ?? []).Where(edge => edge.Addresses.Any(known => known.Address == address))];
        foreach (Edge edge in edges)
        {
            End other = edge.Client.Kind == EndKind.Workload ? edge.Server : edge.Client;
            if (other.Kind is not (EndKind.World or EndKind.Workload))
            {
                return new ExplainedEnd($"{other.Name} ({address})", other, [.. other.LabelSets.Select(set => new PolicyEnd(set))], IsObserved: true)
                {
                    Note = $"{address} is an address of {other.Name}",
                };
            }
        }

        string[] names = [.. edges.SelectMany(edge => edge.Addresses).Where(known => known.Address == address).SelectMany(known => known.Names).Select(Plain).Distinct().Order(StringComparer.Ordinal)];
        return World(address.ToString(), [new PolicyEnd(Labels(address), address, names.Length == 0 ? null : names)], edges.Length > 0) with
        {
            Address = address,
            Note = names.Length == 0 ? null : $"the flows know {address} as {string.Join(", ", names)}",
        };
    }

    /// <summary>A DNS name, with the addresses that flows show for it.</summary>
    public ExplainedEnd Called(string name)
    {
        Address[] addresses =
        [
            .. (graph?.Edges ?? []).SelectMany(edge => edge.Addresses).Where(known => known.Names.Any(n => Plain(n) == name)).Select(known => known.Address).Distinct().Order(),
        ];
        PolicyEnd[] identities = addresses.Length == 0
            ? [new PolicyEnd(Labels(Placeholder), Placeholder, [name])]
            : [.. addresses.Select(address => new PolicyEnd(Labels(address), address, [name]))];
        return World(name, identities, addresses.Length > 0) with { DnsName = name, Address = addresses.Length > 0 ? addresses[0] : Placeholder };
    }

    /// <summary>A name as rules compare it.</summary>
    public static string Plain(string name) => name.TrimEnd('.').ToLowerInvariant();

    private ExplainedEnd World(string name, PolicyEnd[] identities, bool isObserved = true)
    {
        End? seen = graph?.Ends.FirstOrDefault(end => end.Kind == EndKind.World);
        End end = seen ?? new End { Kind = EndKind.World, Name = ReservedIdentity.World, LabelSets = [identities[0].Labels] };
        return new ExplainedEnd(name, end, identities, seen is not null && isObserved);
    }

    private LabelSet Labels(Address address) =>
        LabelSet.Parse(!options.DualStack ? "reserved:world" : address.IsV6 ? "reserved:world-ipv6" : "reserved:world-ipv4");

    private static EndKind Kind(string name) => name switch
    {
        ReservedIdentity.Host => EndKind.Host,
        ReservedIdentity.RemoteNode => EndKind.RemoteNode,
        ReservedIdentity.KubeApiServer => EndKind.KubeApiServer,
        ReservedIdentity.Ingress => EndKind.Ingress,
        ReservedIdentity.Unmanaged => EndKind.Unmanaged,
        _ => EndKind.Unknown,
    };
}
