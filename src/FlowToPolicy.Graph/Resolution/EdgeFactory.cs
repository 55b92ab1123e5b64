using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>Makes the edges of the graph from what was seen of them.</summary>
internal sealed class EdgeFactory(
    GraphTally tally, EndResolver ends, IReadOnlySet<Address> nodeAddresses, IReadOnlySet<(End Server, ushort Port)> resolvers, bool repliesAreLogged)
{
    /// <summary>Makes one edge.</summary>
    public Edge Make(in EdgeKey key, in EdgeGroup group)
    {
        EdgeTally seen = group.Tally;
        EdgeOutcome whole = OutcomeJudge.Judge(seen.Counts);
        EdgeAddress[] addresses = Addresses(key, group, whole);
        long beyond = seen.Addresses is null ? 0 : seen.Addresses.Beyond + (seen.WithoutAddress > 0 ? 1 : 0);
        bool isWorld = key.Client.Kind == EndKind.World || key.Server.Kind == EndKind.World;
        EdgeOutcome outcome = isWorld && addresses.Length > 0 && beyond == 0 ? addresses.Min(a => a.Outcome) : whole;
        bool answered = seen.Counts.Both(Sighting.Reply) > 0;
        long connections = Math.Max(outcome is EdgeOutcome.Allowed or EdgeOutcome.Audited ? 1 : 0, OutcomeJudge.Connections(seen.Counts));
        return new Edge
        {
            Client = key.Client,
            Server = key.Server,
            Protocol = key.Protocol,
            Port = key.Port,
            Outcome = outcome,
            Answered = answered,
            Marks = Marks(key, group, outcome, answered, connections, isWorld),
            Evidence = EvidenceOf(seen, connections),
            ClientLabels = group.ClientLabels,
            ServerLabels = group.ServerLabels,
            Addresses = addresses,
            AddressesBeyond = beyond,
            UnlistedDenials = isWorld && beyond > 0 ? Math.Max(0, Denials(seen.Counts) - seen.Addresses!.Kept.Values.Sum(a => Denials(a.Counts))) : 0,
            ThroughDnsProxy = seen.ThroughDnsProxy,
            ServesDns = IsResolver(key),
            QueriedNames = seen.Queried is null ? [] : seen.Queried.Values.ToArray(),
        };
    }

    private EdgeAddress[] Addresses(in EdgeKey key, in EdgeGroup group, EdgeOutcome whole)
    {
        if (group.Tally.Addresses is not { } tallies)
        {
            return [];
        }

        bool serverIsPeer = key.Server.Kind != EndKind.Workload;
        bool isWorld = (serverIsPeer ? key.Server : key.Client).Kind == EndKind.World;
        IReadOnlyList<LabelSet> labels = serverIsPeer ? group.ServerLabels : group.ClientLabels;
        var result = new EdgeAddress[tallies.Kept.Count];
        int i = 0;
        foreach ((Address address, AddressTally seen) in tallies.Kept.OrderBy(p => p.Key))
        {
            EdgeOutcome outcome = isWorld ? OutcomeJudge.Judge(seen.Counts) : whole;
            result[i++] = new EdgeAddress
            {
                Address = address,
                Outcome = outcome,
                Names = serverIsPeer ? NamesOf(key.Client, address) : [],
                LabelSets = FittingFamily(labels, address),
                Connections = Math.Max(outcome is EdgeOutcome.Allowed or EdgeOutcome.Audited ? 1 : 0, OutcomeJudge.Connections(seen.Counts)),
                Answered = seen.Counts.Both(Sighting.Reply) > 0,
            };
        }

        return result;
    }

    private string[] NamesOf(End client, Address address) =>
        [.. tally.Names.Names(ends.RawEnds(client), address).Distinct().Order(StringComparer.Ordinal)];

    // Of one family only, as a rule, so that all addresses share the list.
    private static IReadOnlyList<LabelSet> FittingFamily(IReadOnlyList<LabelSet> labels, Address address) =>
        labels.All(l => FitsFamily(l, address)) ? labels : [.. labels.Where(l => FitsFamily(l, address))];

    private static bool FitsFamily(LabelSet labels, Address address) =>
        !labels.IsReserved(address.IsV4 ? ReservedIdentity.WorldIpv6 : ReservedIdentity.WorldIpv4);

    private EdgeMarks Marks(in EdgeKey key, in EdgeGroup group, EdgeOutcome outcome, bool answered, long connections, bool isWorld)
    {
        ref SightingCounts counts = ref group.Tally.Counts;
        bool letThrough = outcome is EdgeOutcome.Allowed or EdgeOutcome.Audited;
        EdgeMarks marks = EdgeMarks.None;
        bool isLocalHost = key.Client.Kind == EndKind.Host;
        marks |= letThrough && !answered && repliesAreLogged && !isLocalHost ? EdgeMarks.Unanswered : 0;
        marks |= letThrough && connections <= 1 && group.Tally.Days.Count <= 1 ? EdgeMarks.SeenOnce : 0;
        marks |= MayBeMasked(key, group) ? EdgeMarks.MaybeMasked : 0;
        marks |= !group.DirectionKnown ? EdgeMarks.DirectionAssumed : 0;
        marks |= letThrough && IsPartlyDenied(group.Tally, isWorld) ? EdgeMarks.PartlyDenied : 0;
        marks |= letThrough && counts.Both(Sighting.Deny) + counts.Both(Sighting.DenyVerdict) + counts.Both(Sighting.AuditedDeny) > 0
            ? EdgeMarks.ExplicitDenySeen : 0;
        marks |= isLocalHost ? EdgeMarks.LocalHost : 0;
        return marks;
    }

    /// <summary>Whether one and the same peer was let through and denied; addresses of the world are peers of their own.</summary>
    private static bool IsPartlyDenied(EdgeTally seen, bool isWorld) => isWorld && seen.Addresses is { Beyond: 0 } addresses
        ? addresses.Kept.Values.Any(a => IsDenied(a.Counts) && OutcomeJudge.Judge(a.Counts) is (EdgeOutcome.Allowed or EdgeOutcome.Audited))
        : IsDenied(seen.Counts);

    private static bool IsDenied(in SightingCounts counts) => Denials(counts) > 0;

    private static long Denials(in SightingCounts counts) => OutcomeJudge.Dropped(counts, Side.Client) + OutcomeJudge.Dropped(counts, Side.Server);

    /// <summary>Resolvers do not all listen on port 53: those of OpenShift's dns-default pods listen on 5353.</summary>
    private bool IsResolver(in EdgeKey key) => resolvers.Contains((key.Server, key.Port))
        || (key.Port == 5353 && key.Server.Workload is { Namespace: "openshift-dns" });

    /// <summary>Node addresses may stand for clients behind a NodePort or a masquerading node.</summary>
    private bool MayBeMasked(in EdgeKey key, in EdgeGroup group) => key.Client.Kind switch
    {
        EndKind.RemoteNode => true,
        EndKind.KubeApiServer => group.ClientLabels.Any(l => l.IsReserved(ReservedIdentity.RemoteNode)),
        EndKind.World => group.Tally.Addresses is { } addresses && addresses.Kept.Keys.Any(nodeAddresses.Contains),
        _ => false,
    };

    private static Evidence EvidenceOf(EdgeTally seen, long connections)
    {
        ref SightingCounts counts = ref seen.Counts;
        return new Evidence
        {
            Connections = connections,
            FirstSeen = seen.First,
            LastSeen = seen.Last,
            Days = seen.Days.Count,
            Hours = seen.Hours,
            Nodes = seen.Nodes.Values.ToArray(),
            Samples = seen.Samples.Values.ToArray(),
            SeenAtClient = SeenAt(counts, Side.Client),
            SeenAtServer = SeenAt(counts, Side.Server),
            Sightings = new Sightings
            {
                ClientNew = counts[Side.Client, Sighting.New],
                ClientVerdicts = OutcomeJudge.Verdicts(counts, Side.Client),
                ServerNew = counts[Side.Server, Sighting.New],
                ServerVerdicts = OutcomeJudge.Verdicts(counts, Side.Server),
                Ongoing = counts.Both(Sighting.Ongoing),
                Replies = counts.Both(Sighting.Reply),
                L7 = counts.Both(Sighting.L7Request) + counts.Both(Sighting.L7Refused),
                Audited = OutcomeJudge.Audited(counts),
                Denied = OutcomeJudge.Dropped(counts, Side.Client) + OutcomeJudge.Dropped(counts, Side.Server),
                OtherDrops = counts.Both(Sighting.OtherDrop),
                Aggregated = counts.Both(Sighting.Aggregate),
            },
        };
    }

    private static bool SeenAt(in SightingCounts counts, Side side)
    {
        for (Sighting kind = Sighting.New; kind <= Sighting.OtherDrop; kind++)
        {
            if (counts[side, kind] > 0)
            {
                return true;
            }
        }

        return false;
    }
}
