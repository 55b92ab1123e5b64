using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>
/// Counts what a set lets through over the ends and ports of a window. It never goes through pairs of ends: each item knows its subjects and
/// its peers as sets, and what a server lets in on a port, and who may call it, are unions of these without what deny items take out.
/// An end with several label sets counts when one of them does.
/// </summary>
internal sealed class UsageCount
{
    private static readonly PolicyEnd Outside = new(LabelSet.Parse("reserved:world"), Address.Parse("198.51.100.77"), []);

    private readonly RuleItems _items;
    private readonly EndBits _bits;
    private readonly PolicyEvaluator _evaluator;
    private readonly Dictionary<RuleItem, (Bits Subjects, PolicyEnd Example)> _egress = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, List<RuleItem>> _egressTo = [];
    private readonly Bits _free;

    private UsageCount(CommunicationGraph graph, PolicySet set, RuleItems items, VerificationOptions options)
    {
        _items = items;
        _bits = new EndBits([.. graph.Ends.Where(end => end.LabelsKnown && end.Kind is not (EndKind.World or EndKind.Unknown))]);
        _evaluator = new PolicyEvaluator(set, options.Evaluation);
        _free = _bits.None();
        for (int i = 0; i < _bits.Ends.Count; i++)
        {
            AddEgress(i, _bits.Ends[i]);
        }

        foreach ((RuleItem item, (Bits _, PolicyEnd example)) in _egress)
        {
            Bits peers = _bits.Peers(item, example);
            for (int i = 0; i < _bits.Ends.Count; i++)
            {
                if (peers[i])
                {
                    (_egressTo.TryGetValue(i, out List<RuleItem>? list) ? list : _egressTo[i] = []).Add(item);
                }
            }
        }
    }

    /// <summary>The numbers.</summary>
    public static UsageNumbers Of(CommunicationGraph graph, PolicySet set, RuleItems items, VerificationOptions options)
    {
        var count = new UsageCount(graph, set, items, options);
        Dictionary<End, int> numbers = count._bits.Ends.Select((end, index) => (end, index)).ToDictionary(pair => pair.end, pair => pair.index);
        Edge[] edges = [.. graph.Edges.Where(edge => numbers.ContainsKey(edge.Client) && numbers.ContainsKey(edge.Server) && edge.Port > 0)];
        long admitted = 0, used = 0;
        foreach (IGrouping<(End Server, Protocol Protocol, ushort Port), Edge> called in edges.GroupBy(edge => (edge.Server, edge.Protocol, edge.Port)))
        {
            (Bits ingress, Bits egress) = count.Callers(numbers[called.Key.Server], called.Key.Server, called.Key.Protocol, called.Key.Port);
            admitted += ingress.CountWith(egress);
            used += called.Where(edge => edge.LetThrough).Select(edge => numbers[edge.Client]).Distinct().Count(client => ingress[client] && egress[client]);
        }

        End[] home = [.. graph.Ends.Concat(graph.Bystanders).Where(IsHome).Distinct()];
        return new UsageNumbers
        {
            Admitted = admitted,
            Used = used,
            Workloads = home.Length,
            IngressIsolated = home.Count(end => end.LabelSets.Any(labels => count._evaluator.IsIsolated(PolicyDirection.Ingress, labels))),
            EgressIsolated = home.Count(end => end.LabelSets.Any(labels => count._evaluator.IsIsolated(PolicyDirection.Egress, labels))),
            OpenToWorld = home.Count(count.IsOpenToWorld),
        };
    }

    private static bool IsHome(End end) => end is { Kind: EndKind.Workload, IsHome: true, LabelsKnown: true };

    private void AddEgress(int index, End end)
    {
        foreach (LabelSet labels in end.LabelSets)
        {
            if (!IsHome(end) || !_evaluator.IsIsolated(PolicyDirection.Egress, labels))
            {
                _free.Set(index);
            }

            foreach (RuleItem item in IsHome(end) ? _items.Selecting(PolicyDirection.Egress, labels) : [])
            {
                if (!_egress.TryGetValue(item, out (Bits Subjects, PolicyEnd Example) about))
                {
                    _egress[item] = about = (_bits.None(), new PolicyEnd(labels));
                }

                about.Subjects.Set(index);
            }
        }
    }

    // Allow is the union of all items, and a deny takes out of it, whatever its layer (Cilium pkg/policy mapstate.go).
    private (Bits Ingress, Bits Egress) Callers(int number, End server, Protocol protocol, ushort port)
    {
        Bits ingress = _bits.None(), egress = _bits.None(), denied = _bits.None();
        foreach (LabelSet labels in server.LabelSets)
        {
            var subject = new PolicyEnd(labels);
            bool isClosed = IsHome(server) && _evaluator.IsIsolated(PolicyDirection.Ingress, labels);
            for (int i = 0; i < _bits.Ends.Count; i++)
            {
                if (!isClosed || _bits.Ends[i].Kind == EndKind.Host)
                {
                    ingress.Set(i);
                }
            }

            foreach (RuleItem item in IsHome(server) ? _items.Selecting(PolicyDirection.Ingress, labels) : [])
            {
                if (Opens(item, subject, protocol, port))
                {
                    (item.Reference.IsDeny ? denied : ingress).Add(_bits.Peers(item, subject));
                }
            }
        }

        ingress.Remove(denied);
        egress.Add(_free);
        Bits forbidden = _bits.None();
        foreach (RuleItem item in _egressTo.GetValueOrDefault(number) ?? [])
        {
            (Bits subjects, PolicyEnd example) = _egress[item];
            if (Opens(item, example, protocol, port))
            {
                (item.Reference.IsDeny ? forbidden : egress).Add(subjects);
            }
        }

        egress.Remove(forbidden);
        return (ingress, egress);
    }

    private bool IsOpenToWorld(End end) => end.LabelSets.Any(labels =>
    {
        var subject = new PolicyEnd(labels);
        return !_evaluator.IsIsolated(PolicyDirection.Ingress, labels)
            ? _evaluator.Judge(PolicyDirection.Ingress, subject, Outside, Protocol.Tcp, 1).Admits
            : _items.Selecting(PolicyDirection.Ingress, labels).Where(item => !item.Reference.IsDeny && item.Item is not { IsEmpty: true })
                .Where(item => item.Kind == PeerKind.Everybody || item.Judge(ItemPart.Peers, subject, Outside, Protocol.Tcp, 1).Admits)
                .SelectMany(item => item.OpenPorts).Any(port => _evaluator.Judge(PolicyDirection.Ingress, subject, Outside, port.Protocol, port.Port).Admits);
    });

    // An empty item opens nothing; without its peers it would be one for everybody.
    private static bool Opens(RuleItem item, PolicyEnd subject, Protocol protocol, ushort port) => item.Item is not { IsEmpty: true } && item.Judge(ItemPart.Ports, subject, subject, protocol, port).Admits;
}
