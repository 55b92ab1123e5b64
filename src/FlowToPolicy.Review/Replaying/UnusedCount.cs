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
    private readonly HashSet<(EndClass Client, EndClass Server, ProtocolPort Port)> _visited = [];
    private readonly HashSet<(End Workload, bool Serves, ProtocolPort Port, Address Address)> _visitedWorld = [];
    private readonly Dictionary<LabelSet, PolicyEnd> _ends = [];

    /// <summary>Prepares the count for a graph.</summary>
    public UnusedCount(CommunicationGraph graph, ProposedRules rules, LabelReducer reducer, WorldNames names)
    {
        _rules = rules;
        _classes = new EndClasses(graph.Ends, reducer);
        _used = new UsedConnections(graph.Edges, _classes);
        _names = names;
    }

    /// <summary>Admitted combinations that nobody used.</summary>
    public long Unused { get; private set; }

    /// <summary>Admitted twins of used DNS ports.</summary>
    public long Derived { get; private set; }

    /// <summary>Goes through all rules of a proposal.</summary>
    public void Walk(Proposal proposal)
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
        foreach (DirectionItem item in items ?? [])
        {
            bool serves = direction == PolicyDirection.Ingress;
            List<EndClass> peers = [.. (item.Endpoints ?? []).SelectMany(selector => _classes.Candidates(selector, policyNamespace))];
            peers.AddRange(item.Entities is null ? [] : _classes.Reserved);
            foreach (ProtocolPort port in Ports(item))
            {
                foreach (EndClass subject in subjects)
                {
                    peers.ForEach(peer => Visit(serves ? peer : subject, serves ? subject : peer, port));
                    VisitWorld(item, subject, serves, port);
                }
            }
        }
    }

    private void Visit(EndClass client, EndClass server, ProtocolPort port)
    {
        if (!_visited.Add((client, server, port)) || !Admits(client, server, port))
        {
            return;
        }

        long twins = _used.Twins(client, server, port);
        Derived += twins;
        Unused += (client.Size * server.Size) - _used.Pairs(client, server, port) - twins;
    }

    private bool Admits(EndClass client, EndClass server, ProtocolPort port)
    {
        foreach (LabelSet from in client.LabelSets)
        {
            // The pod's own node always gets in, whatever is proposed.
            if (client.Example.Kind != EndKind.Workload && from.IsReserved(ReservedIdentity.Host) && !from.IsReserved(ReservedIdentity.RemoteNode))
            {
                continue;
            }

            foreach (LabelSet to in server.LabelSets)
            {
                Answer answer = _rules.Ask(client.Example, End(from), server.Example, End(to), port.Protocol, port.Port);
                if (answer.IsClosed && answer.Admits)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private PolicyEnd End(LabelSet labels)
    {
        if (!_ends.TryGetValue(labels, out PolicyEnd? end))
        {
            _ends[labels] = end = new PolicyEnd(labels);
        }

        return end;
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
