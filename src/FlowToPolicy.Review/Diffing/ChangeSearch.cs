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
    private readonly PeerCandidates _candidates;
    private readonly ItemTexts _texts;
    private readonly DiffEnd[] _general;
    private readonly IReadOnlyList<PortInterval> _ports;
    private readonly ILookup<End, DiffEnd> _ofEnd;
    private readonly ILookup<(End Subject, PolicyDirection Direction), End> _observedPeers;
    private readonly HashSet<(End? Subject, PolicyDirection Direction, Protocol Protocol, ushort Port)> _observedPorts = [];
    private readonly Dictionary<RuleItem, DiffEnd[]> _peersOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(PolicyDirection Direction, string Peers), DiffEnd[]> _peersByText = [];
    private readonly Dictionary<RuleItem, PortInterval[]> _portsOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(PolicyDirection Direction, string Ports), PortInterval[]> _portsByText = [];

    /// <summary>Prepares the search.</summary>
    public ChangeSearch(PolicySide before, PolicySide after, IReadOnlyList<DiffEnd> ends, IReadOnlyList<PortInterval> ports, CommunicationGraph? graph, ItemTexts texts)
    {
        (_before, _after, _candidates, _ports, _texts) = (before, after, new PeerCandidates(ends), ports, texts);
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
        IReadOnlyDictionary<ItemKey, RuleItem> before = _before.ItemsAbout(direction, labels), after = _after.ItemsAbout(direction, labels);
        RuleItem[] differing = [.. before.Where(item => !after.ContainsKey(item.Key)).Concat(after.Where(item => !before.ContainsKey(item.Key))).Select(item => item.Value)];
        if (_before.Closes(direction, labels) != _after.Closes(direction, labels))
        {
            RuleItem[] all = [.. before.Values, .. after.Values];
            IEnumerable<DiffEnd> named = all.SelectMany(item => PeersOf(item, subject));
            IEnumerable<DiffEnd> seen = subject.Observed is { } end ? _observedPeers[(end, direction)].SelectMany(peer => _ofEnd[peer]) : [];
            HashSet<PortInterval> byItems = [.. all.SelectMany(item => Named(PortsOf(item, subject)))];
            PortInterval[] asked = [.. _ports.Where(ports => ports.IsRest || byItems.Contains(ports) || _observedPorts.Contains((subject.Observed, direction, ports.Protocol, ports.First)))];
            return from peer in _general.Concat(named).Concat(seen).Distinct(ReferenceEqualityComparer.Instance).Cast<DiffEnd>() from ports in asked select (peer, ports);
        }

        return differing.SelectMany(item => from ports in PortsOf(item, subject) from peer in PeersOf(item, subject) select (peer, ports));
    }

    // An item that opens every port of a protocol names none of them.
    private static IEnumerable<PortInterval> Named(PortInterval[] opened) =>
        opened.Where(ports => !Array.Exists(opened, rest => rest.IsRest && rest.Protocol == ports.Protocol));

    // Many items open the same ports. What a port's name means hangs on the subject.
    private PortInterval[] PortsOf(RuleItem item, DiffEnd subject)
    {
        PortInterval[] Find() => [.. _ports.Where(ports => item.Judge(ItemPart.Ports, subject.End, subject.End, ports.Protocol, ports.First).Admits)];
        return item.HasNamedPorts ? Find() : Kept(_portsOf, _portsByText, item, _texts.Of(item).Ports, Find);
    }

    // Many items take in the same peers.
    private DiffEnd[] PeersOf(RuleItem item, DiffEnd subject) => Kept(_peersOf, _peersByText, item, _texts.Of(item).Peers, () => _candidates.TakenIn(item, subject));

    private static T[] Kept<T>(
        Dictionary<RuleItem, T[]> known, Dictionary<(PolicyDirection Direction, string Text), T[]> byText, RuleItem item, string text, Func<T[]> find)
    {
        if (!known.TryGetValue(item, out T[]? found))
        {
            var key = (item.Reference.Direction, text);
            if (!byText.TryGetValue(key, out found))
            {
                byText[key] = found = find();
            }

            known[item] = found;
        }

        return found;
    }
}
