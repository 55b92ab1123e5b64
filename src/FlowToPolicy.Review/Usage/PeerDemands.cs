using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>What an item demands of the labels of its peers: a quick way to see that one cannot take in the peers of another one.</summary>
internal sealed class PeerDemands
{
    private readonly PeerKind _kind;
    private readonly HashSet<string>[]? _demands;

    /// <summary>Reads them.</summary>
    public PeerDemands(RuleItem item)
    {
        _kind = item.Kind;
        if (item.Item is { Endpoints: { } endpoints })
        {
            _demands = [.. endpoints.Select(selector => Of(selector))];
        }
        else if (item.KubernetesItem?.Peers is { Count: > 0 } peers && peers.All(peer => peer.Block is null))
        {
            _demands = [.. peers.Select(peer => Of(peer.Pods ?? new LabelSelector()))];
        }
    }

    /// <summary>False only when this item certainly does not take in all peers of the other one. What names of labels and namespaces mean is left out.</summary>
    public bool MayCover(PeerDemands narrow)
    {
        if (_demands is null || narrow._demands is null)
        {
            return _kind == PeerKind.Everybody || _kind == narrow._kind || (narrow._kind != PeerKind.Everybody && _kind is PeerKind.Labels or PeerKind.Entities);
        }

        return Array.TrueForAll(narrow._demands, peer => Array.Exists(_demands, mine => mine.IsSubsetOf(peer)));
    }

    // Only single values of pods' own labels; the namespace is left to the evaluator, because a selector may leave it out.
    private static HashSet<string> Of(LabelSelector selector) =>
    [
        .. selector.MatchLabels.Select(label => (label.Key, label.Value))
            .Concat(selector.MatchExpressions.Where(e => e is { Operator: SelectorOperator.In, Values.Count: 1 }).Select(e => (e.Key, e.Values[0])))
            .Select(label => (Key: label.Key[(label.Key.IndexOf(':', StringComparison.Ordinal) + 1)..], Value: label.Item2))
            .Where(label => !label.Key.Contains("namespace", StringComparison.Ordinal) && !label.Key.Contains("cluster", StringComparison.Ordinal))
            .Select(label => $"{label.Key}={label.Value}"),
    ];
}
