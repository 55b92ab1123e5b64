using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Replaying;

/// <summary>
/// Counts what a proposal admits although nobody used it. It walks the rules, because a closed end lets through only what one of its rules
/// opens, and asks the evaluator about classes of equal ends; it never goes through all pairs of ends.
/// </summary>
internal sealed class UnusedCount
{
    private readonly ProposedRules _rules;
    private readonly EndClasses _classes;
    private readonly UsedConnections _used;
    private readonly WorldNames _names;
    private readonly HashSet<ClassUse> _visited = [];
    private readonly HashSet<(End Workload, bool Serves, ProtocolPort Port, Address Address)> _visitedWorld = [];
    private readonly int _share;
    private readonly int _shares;

    private UnusedCount(ProposedRules rules, EndClasses classes, UsedConnections used, WorldNames names, int share, int shares) =>
        (_rules, _classes, _used, _names, _share, _shares) = (rules, classes, used, names, share, shares);

    /// <summary>
    /// Goes through all rules of a proposal on a number of threads. Each walks all rules and counts its share of the clients, and of the
    /// workloads that have to do with the world, so that none counts what another does; the sums are the same for any number.
    /// </summary>
    public static (long Unused, long Derived) Of(
        Proposal proposal, ProposedRules rules, (EndClasses Classes, UsedConnections Used) seen, WorldNames names, int threads)
    {
        UnusedCount[] counts = [.. Enumerable.Range(0, threads).Select(share => new UnusedCount(rules.Share(), seen.Classes, seen.Used, names, share, threads))];
        Parallel.ForEach(counts, new ParallelOptions { MaxDegreeOfParallelism = threads }, count => count.Walk(proposal));
        return (counts.Sum(count => count.Unused), counts.Sum(count => count.Derived));
    }

    /// <summary>Admitted combinations that nobody used.</summary>
    private long Unused { get; set; }

    /// <summary>Admitted twins of used DNS ports.</summary>
    private long Derived { get; set; }

    private void Walk(Proposal proposal)
    {
        foreach (ProposedPolicy policy in proposal.Policies)
        {
            foreach (Rule rule in policy.Policy.Rules)
            {
                List<EndClass> subjects =
                [
                    .. _classes.Candidates(rule.EndpointSelector ?? new LabelSelector(), policy.Namespace).Where(c => IsIn(c, policy)),
                ];
                Walk(rule.Ingress, subjects, policy.Namespace, PolicyDirection.Ingress);
                Walk(rule.Egress, subjects, policy.Namespace, PolicyDirection.Egress);
            }
        }
    }

    private static bool IsIn(EndClass subject, ProposedPolicy policy) =>
        subject.Example.Kind == EndKind.Workload && subject.Example.Workload!.Value.Namespace == policy.Namespace;

    private static IEnumerable<ProtocolPort> Ports(DirectionItem item)
    {
        foreach (PortProtocol port in (item.ToPorts ?? []).SelectMany(rule => rule.Ports))
        {
            Protocol protocol = port.Protocol switch
            {
                "TCP" => Protocol.Tcp,
                "UDP" => Protocol.Udp,
                "SCTP" => Protocol.Sctp,
                _ => Protocol.Unknown,
            };
            yield return new ProtocolPort(protocol, ushort.Parse(port.Port, CultureInfo.InvariantCulture));
        }

        foreach (IcmpField field in item.Icmps ?? [])
        {
            yield return new ProtocolPort(field.Family == "IPv6" ? Protocol.IcmpV6 : Protocol.IcmpV4, ushort.Parse(field.Type, CultureInfo.InvariantCulture));
        }
    }

    private void Walk(IReadOnlyList<DirectionItem>? items, List<EndClass> subjects, string policyNamespace, PolicyDirection direction)
    {
        bool serves = direction == PolicyDirection.Ingress;
        if (!serves && !subjects.Exists(IsMine))
        {
            return;
        }

        foreach (DirectionItem item in items ?? [])
        {
            IReadOnlyList<EndClass> peers = Peers(item, policyNamespace);
            foreach (ProtocolPort port in Ports(item))
            {
                foreach (EndClass subject in subjects)
                {
                    for (int i = 0; i < peers.Count; i++)
                    {
                        Visit(serves ? peers[i] : subject, serves ? subject : peers[i], port);
                    }

                    if (IsMine(subject))
                    {
                        VisitWorld(item, subject, serves, port);
                    }
                }
            }
        }
    }

    private IReadOnlyList<EndClass> Peers(DirectionItem item, string policyNamespace)
    {
        if (item is { Endpoints: [var only], Entities: null })
        {
            return _classes.Candidates(only, policyNamespace);
        }

        List<EndClass> peers = [.. (item.Endpoints ?? []).SelectMany(selector => _classes.Candidates(selector, policyNamespace))];
        peers.AddRange(item.Entities is null ? [] : _classes.Reserved);
        return peers;
    }

    private bool IsMine(EndClass counted) => counted.Number % _shares == _share;

    private void Visit(EndClass client, EndClass server, ProtocolPort port)
    {
        if (!IsMine(client) || !_visited.Add(ClassUse.Of(client.Number, server.Number, port)) || !Admits(client, server, port))
        {
            return;
        }

        long twins = _used.Twins(client, server, port);
        Derived += twins;
        Unused += (client.Size * server.Size) - _used.Pairs(client, server, port) - twins;
    }

    private bool Admits(EndClass client, EndClass server, ProtocolPort port)
    {
        foreach (PolicyEnd from in client.PolicyEnds)
        {
            // The pod's own node always gets in, whatever is proposed.
            if (client.Example.Kind != EndKind.Workload && from.Labels.IsReserved(ReservedIdentity.Host) && !from.Labels.IsReserved(ReservedIdentity.RemoteNode))
            {
                continue;
            }

            foreach (PolicyEnd to in server.PolicyEnds)
            {
                Answer answer = _rules.Ask(client.Example, from, server.Example, to, port.Protocol, port.Port);
                if (answer.IsClosed && answer.Admits)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The world as a whole where the rule names it as a whole; else the observed addresses that it names.
    private void VisitWorld(DirectionItem item, EndClass subject, bool serves, ProtocolPort port)
    {
        if (item.Entities?.Contains(ReservedIdentity.World) == true || item.CidrSets is not null)
        {
            foreach (End workload in subject.Members.Where(workload => _visitedWorld.Add((workload, serves, port, default))))
            {
                CountWorld(_used.World(workload, serves, port), workload, serves, port);
            }

            return;
        }

        if (item.Cidrs is null && item.Fqdns is null)
        {
            return;
        }

        IEnumerable<Address> addresses = (item.Cidrs ?? []).Select(WorldNames.AddressOf).Concat((item.Fqdns ?? []).SelectMany(name => _names.Addresses(name.MatchName ?? "")));
        foreach (Address address in addresses)
        {
            foreach (End workload in subject.Members.Where(workload => _visitedWorld.Add((workload, serves, port, address))))
            {
                CountWorld(_used.Address(workload, serves, port, address), workload, serves, port);
            }
        }
    }

    private void CountWorld(bool isUsed, End workload, bool serves, ProtocolPort port)
    {
        bool isTwin = _used.WorldDns(workload, serves, port);
        Derived += !isUsed && isTwin ? 1 : 0;
        Unused += !isUsed && !isTwin ? 1 : 0;
    }
}
