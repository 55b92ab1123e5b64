using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Vocabulary;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Diffing;

/// <summary>
/// Finds the connections of which two policy sets may say different things: only where the items about an end differ, or whether it is closed,
/// and there only with the peers and on the ports that those items are about. What the two sets really say of them is asked afterwards.
/// </summary>
internal sealed class ChangeSearch
{
    private readonly PolicySide _before;
    private readonly PolicySide _after;
    private readonly IReadOnlyList<DiffEnd> _ends;
    private readonly DiffEnd[] _general;
    private readonly IReadOnlyList<PortInterval> _ports;
    private readonly ILookup<End, DiffEnd> _ofEnd;
    private readonly ILookup<(End Subject, PolicyDirection Direction), End> _observedPeers;
    private readonly HashSet<(End? Subject, PolicyDirection Direction, Protocol Protocol, ushort Port)> _observedPorts = [];
    private readonly Dictionary<RuleItem, DiffEnd[]> _peersOf = [];

    /// <summary>Prepares the search.</summary>
    public ChangeSearch(PolicySide before, PolicySide after, IReadOnlyList<DiffEnd> ends, IReadOnlyList<PortInterval> ports, CommunicationGraph? graph)
    {
        (_before, _after, _ends, _ports) = (before, after, ends, ports);
        _general = [.. ends.Where(end => end.IsGeneral || end.End.Labels.Any(label => label.Source == Label.Reserved))];
        _ofEnd = ends.Where(end => end.Observed is not null).ToLookup(end => end.Observed!);
        _observedPeers = (graph?.Edges ?? []).SelectMany(edge => new[]
        {
            (Key: (edge.Client, PolicyDirection.Egress), Peer: edge.Server),
            (Key: (edge.Server, PolicyDirection.Ingress), Peer: edge.Client),
        }).Distinct().ToLookup(pair => pair.Key, pair => pair.Peer);
        foreach (Edge edge in graph?.Edges ?? [])
        {
            _observedPorts.Add((edge.Client, PolicyDirection.Egress, edge.Protocol, edge.Port));
            _observedPorts.Add((edge.Server, PolicyDirection.Ingress, edge.Protocol, edge.Port));
        }
    }

    /// <summary>The candidates about one end and direction; none when the sets say the same of it.</summary>
    public IEnumerable<(DiffEnd Peer, PortInterval Ports)> About(DiffEnd subject, PolicyDirection direction)
    {
        LabelSet labels = subject.End.Labels;
        IReadOnlyDictionary<string, RuleItem> before = _before.ItemsAbout(direction, labels), after = _after.ItemsAbout(direction, labels);
        RuleItem[] differing = [.. before.Where(item => !after.ContainsKey(item.Key)).Concat(after.Where(item => !before.ContainsKey(item.Key))).Select(item => item.Value)];
        if (_before.Closes(direction, labels) != _after.Closes(direction, labels))
        {
            RuleItem[] all = [.. before.Values, .. after.Values];
            IEnumerable<DiffEnd> named = all.SelectMany(item => PeersOf(item, subject));
            IEnumerable<DiffEnd> seen = subject.Observed is { } end ? _observedPeers[(end, direction)].SelectMany(peer => _ofEnd[peer]) : [];
            PortInterval[] asked = [.. _ports.Where(ports => ports.IsRest || _observedPorts.Contains((subject.Observed, direction, ports.Protocol, ports.First)) || Array.Exists(all, item => Names(item, subject, ports)))];
            return from peer in _general.Concat(named).Concat(seen).Distinct() from ports in asked select (peer, ports);
        }

        return differing.SelectMany(item =>
            from ports in _ports
            where Opens(item, subject, ports)
            from peer in PeersOf(item, subject)
            select (peer, ports));
    }

    // An item that opens every port names none.
    private bool Names(RuleItem item, DiffEnd subject, PortInterval ports) =>
        Opens(item, subject, ports) && !_ports.Any(rest => rest.IsRest && rest.Protocol == ports.Protocol && Opens(item, subject, rest));

    private static bool Opens(RuleItem item, DiffEnd subject, PortInterval ports) =>
        item.Judge(ItemPart.Ports, subject.End, subject.End, ports.Protocol, ports.First).Admits;

    private DiffEnd[] PeersOf(RuleItem item, DiffEnd subject)
    {
        if (!_peersOf.TryGetValue(item, out DiffEnd[]? peers))
        {
            _peersOf[item] = peers = item.Kind == PeerKind.Everybody ? [.. _ends] : [.. _ends.Where(end => MayTakeIn(item, subject, end))];
        }

        return peers;
    }

    // What the item alone cannot say (a name that is not known) is left to the sets.
    private static bool MayTakeIn(RuleItem item, DiffEnd subject, DiffEnd peer)
    {
        Judgement judgement = item.Judge(ItemPart.Peers, subject.End, peer.End, Protocol.Tcp, 1);
        return judgement.Admits || judgement.Kind == JudgementKind.Unresolvable;
    }
}
