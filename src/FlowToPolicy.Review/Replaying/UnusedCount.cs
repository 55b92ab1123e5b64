using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Replaying;

/// <summary>
/// Counts what a proposal admits although nobody used it. It walks the rules, because a closed end lets through only what one of its rules
/// opens, and asks the evaluator about classes of equal ends; it never goes through all pairs of ends. What a closed client may call stands in its own
/// rules, and what an open one may call in those of the servers, so that each combination is met at one of its ends. For one thread.
/// </summary>
internal sealed class UnusedCount
{
    private readonly ProposedRules _rules;
    private readonly EndClasses _classes;
    private readonly UsedPairs _used;
    private readonly UnusedWorld _world;
    private readonly Openness[] _egress;
    private readonly List<ClassUse> _met = [];
    private readonly List<ProtocolPort> _ports = [];

    // Clients of which some pods are closed and some are not are met at both ends, and so counted at the end.
    private readonly List<(int Client, ClassUse Use)> _metTwice = [];

    private UnusedCount(ProposedRules rules, EndClasses classes, UsedPairs used, UnusedWorld world, Openness[] egress) =>
        (_rules, _classes, _used, _world, _egress) = (rules, classes, used, world, egress);

    /// <summary>Which pods of a class may send what they like.</summary>
    private enum Openness : byte
    {
        All,
        Some,
        None,
    }

    /// <summary>
    /// Goes through all rules of a proposal on as many threads as it is given the rules for, subject by subject; the sums are the same for any number.
    /// </summary>
    public static (long Unused, long Derived) Of(Proposal proposal, IReadOnlyList<ProposedRules> rules, ObservedUse seen, WorldNames names)
    {
        EndClasses classes = seen.Classes;
        var egress = new Openness[classes.All.Count];
        UnusedCount[] counts =
        [
            .. rules.Select(own => new UnusedCount(own, classes, seen.Pairs, new UnusedWorld(seen.World, names), egress)),
        ];
        SubjectRules bySubject = new(proposal, classes);
        Stretches.Run(counts, classes.All.Count, static (count, number) => count._egress[number] = count.OpennessOf(count._classes.All[number]));
        Stretches.Run(counts, classes.All.Count, (count, number) => count.Count(classes.All[number], bySubject[number]));
        foreach ((int client, ClassUse use) in counts.SelectMany(count => count._metTwice).Distinct())
        {
            counts[0].Count(classes.All[client], classes.All[use.Peer], use);
        }

        return (counts.Sum(count => count.Unused + count._world.Unused), counts.Sum(count => count.Derived + count._world.Derived));
    }

    /// <summary>Admitted combinations that nobody used.</summary>
    private long Unused { get; set; }

    /// <summary>Admitted twins of used DNS ports.</summary>
    private long Derived { get; set; }

    private Openness OpennessOf(EndClass client)
    {
        int closed = client.LabelSets.Count(labels => _rules.Closes(PolicyDirection.Egress, client.Example, labels));
        return closed == 0 ? Openness.All : closed < client.LabelSets.Count ? Openness.Some : Openness.None;
    }

    private void Count(EndClass subject, IReadOnlyList<SubjectRule> rules)
    {
        _world.Begin(subject);
        _met.Clear();
        foreach (SubjectRule rule in rules)
        {
            Meet(rule.Rule.Egress, subject, rule.Namespace, serves: false);
        }

        foreach (ClassUse use in Distinct())
        {
            Count(subject, _classes.All[use.Peer], use);
        }

        _met.Clear();
        foreach (SubjectRule rule in rules)
        {
            Meet(rule.Rule.Ingress, subject, rule.Namespace, serves: true);
        }

        foreach (ClassUse use in Distinct())
        {
            Count(_classes.All[use.Peer], subject, ClassUse.Of(subject.Number, use.Port));
        }
    }

    // Gathers the combinations of a subject that are to be counted here.
    private void Meet(IReadOnlyList<DirectionItem>? items, EndClass subject, string policyNamespace, bool serves)
    {
        for (int i = 0; i < (items?.Count ?? 0); i++)
        {
            DirectionItem item = items![i];
            ItemPorts.Read(item, _ports);
            EndClass[] peers = serves || _egress[subject.Number] != Openness.All ? Peers(item, policyNamespace) : [];
            foreach (ProtocolPort port in _ports)
            {
                foreach (EndClass peer in peers)
                {
                    EndClass client = serves ? peer : subject;
                    if (_egress[client.Number] == Openness.Some)
                    {
                        _metTwice.Add((client.Number, ClassUse.Of(serves ? subject.Number : peer.Number, port)));
                    }
                    else if (serves == (_egress[client.Number] == Openness.All))
                    {
                        _met.Add(ClassUse.Of(peer.Number, port));
                    }
                }

                _world.Count(item, serves, port);
            }
        }
    }

    private IEnumerable<ClassUse> Distinct()
    {
        _met.Sort();
        for (int i = 0; i < _met.Count; i++)
        {
            if (i == 0 || _met[i] != _met[i - 1])
            {
                yield return _met[i];
            }
        }
    }

    private EndClass[] Peers(DirectionItem item, string policyNamespace)
    {
        if (item is { Endpoints: [var only], Entities: null })
        {
            return _classes.Candidates(only, policyNamespace);
        }

        return
        [
            .. (item.Endpoints ?? []).SelectMany(selector => _classes.Candidates(selector, policyNamespace)),
            .. item.Entities is null ? [] : _classes.Reserved,
        ];
    }

    private void Count(EndClass client, EndClass server, ClassUse use)
    {
        // What the replay saw admitted between ends of these classes need not be asked again.
        (long pairs, bool areAdmitted) = _used.Find(client.Number, use);
        if (!areAdmitted && !Admits(client, server, use.Port))
        {
            return;
        }

        long twins = _used.Twins(client.Number, use);
        Derived += twins;
        Unused += (client.Size * server.Size) - pairs - twins;
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
}
