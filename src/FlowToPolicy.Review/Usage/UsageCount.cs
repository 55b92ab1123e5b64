using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>
/// Counts what a set lets through for certain over the ends and ports of a window. It never goes through pairs of ends: each item knows its
/// subjects and its peers as sets, and what a server lets in on a port, and who may call it, are unions of these without what deny items take
/// out. An end with several label sets counts when one of them does.
/// </summary>
internal sealed class UsageCount
{
    private readonly RuleItems _items;
    private readonly ItemEntries _entries;
    private readonly PortShapes _ports;
    private readonly EndBits _bits;
    private readonly PolicyEvaluator _evaluator;
    private readonly Dictionary<RuleItem, (Bits Subjects, PolicyEnd Example)> _egress = new(ReferenceEqualityComparer.Instance);
    private readonly List<RuleItem>?[] _egressTo;
    private readonly Bits _free;
    private readonly Bits _contradictory;
    private readonly Bits _hosts;
    private readonly Bits _everyone;
    private readonly Dictionary<RuleItem, Bits> _ingressPeers = new(ReferenceEqualityComparer.Instance);

    private UsageCount(CommunicationGraph graph, RuleItems items, ItemEntries entries, PortShapes ports, EndBits bits, PolicyEvaluator evaluator)
    {
        (_items, _entries, _ports, _evaluator) = (items, entries, ports, evaluator);
        _bits = bits;
        HashSet<string> seen = [.. graph.Ends.Select(end => end.Name)];
        (_free, _contradictory, _hosts, _everyone) = (_bits.None(), _bits.None(), _bits.None(), _bits.None());
        _egressTo = new List<RuleItem>?[_bits.Sets.Count];
        for (int number = 0; number < _bits.Sets.Count; number++)
        {
            if (!seen.Contains(_bits.Ends[_bits.Sets[number].End].Name))
            {
                continue;
            }

            _everyone.Set(number);
            AddClient(number, _bits.Ends[_bits.Sets[number].End], _bits.Sets[number].Labels);
        }

        foreach ((RuleItem item, (Bits _, PolicyEnd example)) in _egress)
        {
            Bits peers = _bits.Peers(_entries.Of(item), example);
            for (int number = 0; number < _bits.Sets.Count; number++)
            {
                if (peers[number])
                {
                    (_egressTo[number] ??= []).Add(item);
                }
            }
        }
    }

    /// <summary>Combinations of client, server and observed port that are let through, and those of them that were let through in the window.</summary>
    public static (long Admitted, long Used) Of(CommunicationGraph graph, RuleItems items, ItemEntries entries, PortShapes ports, EndBits bits, PolicyEvaluator evaluator)
    {
        var count = new UsageCount(graph, items, entries, ports, bits, evaluator);
        Dictionary<string, int> numbers = bits.Ends.Select((end, index) => (end.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        IEnumerable<Edge> edges = graph.Edges.Where(edge => numbers.ContainsKey(edge.Client.Name) && numbers.ContainsKey(edge.Server.Name) && edge.Port > 0);
        long admitted = 0, used = 0;
        foreach (IGrouping<(End Server, Protocol Protocol, ushort Port), Edge> called in edges.GroupBy(edge => (edge.Server, edge.Protocol, edge.Port)))
        {
            Bits clients = count.Callers(numbers[called.Key.Server.Name], called.Key.Protocol, called.Key.Port);
            admitted += count._bits.CountEnds(clients);
            used += called.Where(edge => edge.LetThrough).Select(edge => numbers[edge.Client.Name]).Distinct().Count(client => count._bits.SetsOf(client).Any(set => clients[set]));
        }

        return (admitted, used);
    }

    private static bool IsHome(End end) => end is { Kind: EndKind.Workload, IsHome: true };

    private void AddClient(int number, End end, LabelSet labels)
    {
        if (end.Kind == EndKind.Host && _items.Options.AllowLocalhost)
        {
            _hosts.Set(number);
        }

        if (IsHome(end) && Contradicts(labels))
        {
            _contradictory.Set(number);
            return;
        }

        if (!IsHome(end) || !_evaluator.IsIsolated(PolicyDirection.Egress, labels))
        {
            _free.Set(number);
        }

        foreach (RuleItem item in IsHome(end) ? _items.Selecting(PolicyDirection.Egress, labels) : [])
        {
            if (!_egress.TryGetValue(item, out (Bits Subjects, PolicyEnd Example) about))
            {
                _egress[item] = about = (_bits.None(), new PolicyEnd(labels));
            }

            about.Subjects.Set(number);
        }
    }

    private bool Contradicts(LabelSet labels)
    {
        var end = new PolicyEnd(labels);
        return _evaluator.Judge(PolicyDirection.Ingress, end, end, Protocol.Tcp, 1).Cause == UnresolvedCause.Conflict;
    }

    private Bits Callers(int server, Protocol protocol, ushort port)
    {
        Bits all = _bits.None();
        foreach (int number in _bits.SetsOf(server))
        {
            if (!_contradictory[number])
            {
                Bits clients = LetIn(number, protocol, port);
                clients.Intersect(LetOut(number, protocol, port));
                clients.Intersect(_everyone);
                all.Add(clients);
            }
        }

        return all;
    }

    // Allow is the union of all items, and a deny takes out of it, whatever its layer (Cilium pkg/policy mapstate.go).
    private Bits LetIn(int server, Protocol protocol, ushort port)
    {
        (int end, LabelSet labels) = _bits.Sets[server];
        Bits allowed = _bits.None(), denied = _bits.None();
        bool hasPolicies = IsHome(_bits.Ends[end]);
        if (!hasPolicies || !_evaluator.IsIsolated(PolicyDirection.Ingress, labels))
        {
            allowed.Add(_everyone);
        }

        allowed.Add(_hosts);
        foreach (RuleItem item in hasPolicies ? _items.Selecting(PolicyDirection.Ingress, labels) : [])
        {
            if (Opens(item, protocol, port))
            {
                (item.Reference.IsDeny ? denied : allowed).Add(Peers(item, labels));
            }
        }

        allowed.Remove(denied);
        return allowed;
    }

    private Bits Peers(RuleItem item, LabelSet subject) =>
        _ingressPeers.TryGetValue(item, out Bits? peers) ? peers : _ingressPeers[item] = _bits.Peers(_entries.Of(item), new PolicyEnd(subject));

    private Bits LetOut(int server, Protocol protocol, ushort port)
    {
        Bits allowed = _bits.None(), denied = _bits.None();
        allowed.Add(_free);
        foreach (RuleItem item in _egressTo[server] ?? [])
        {
            if (Opens(item, protocol, port))
            {
                (item.Reference.IsDeny ? denied : allowed).Add(_egress[item].Subjects);
            }
        }

        allowed.Remove(denied);
        return allowed;
    }

    // An empty item opens nothing; without its peers it would be one for everybody.
    private bool Opens(RuleItem item, Protocol protocol, ushort port) => item.Item is not { IsEmpty: true }
        && (item.Reference.IsDeny ? _ports.Of(item).MayOpen(protocol, port) : _ports.Of(item).Opens(protocol, port));
}
