using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Explaining;

/// <summary>The items about one end, and what of them holds for a connection.</summary>
internal sealed class ItemsAbout
{
    private readonly RuleItem[] _items;
    private readonly PolicyEnd _subject;
    private readonly PolicyEnd? _peer;
    private readonly Edge _edge;

    /// <summary>Asks the items one by one.</summary>
    public ItemsAbout(RuleItems items, SideVerdict side, Edge edge)
    {
        (_subject, _peer, _edge) = (side.Subject!, side.Peer, edge);
        _items = [.. items.Selecting(side.Direction, _subject.Labels)];
        if (_peer is null)
        {
            Findings = [];
            return;
        }

        Dictionary<RuleReference, NearMiss> near = items.About(side.Direction, _subject, _peer, edge.Protocol, edge.Port).ToDictionary(miss => miss.Reference);
        Findings =
        [
            .. _items.Where(item => item.Reference.IsDeny && Holds(item, ItemPart.Whole)).Select(item => new RuleFinding(item.Reference, true, "", item.Text)),
            .. _items.Where(item => !item.Reference.IsDeny && near[item.Reference].Matches).Select(item => new RuleFinding(item.Reference, true, "", item.Text)),
            .. _items.Where(item => !item.Reference.IsDeny && near[item.Reference] is { Matches: false } miss && (miss.PeerMatches || miss.PortMatches) && item.Item is not { IsEmpty: true })
                .Select(item => new RuleFinding(item.Reference, false, near[item.Reference].Lacks, item.Text)),
        ];
    }

    /// <summary>The items that hit, deny before allow, then those that nearly do.</summary>
    public IReadOnlyList<RuleFinding> Findings { get; }

    /// <summary>Rules that have no effect on this connection because of others.</summary>
    public IReadOnlyList<string> Notes(PolicySet set, EvaluationOptions options)
    {
        if (_peer is null)
        {
            return [];
        }

        RuleItem[] hits = [.. _items.Where(item => Holds(item, ItemPart.Whole))], denies = [.. hits.Where(item => item.Reference.IsDeny)];
        RuleItem[] allows = [.. hits.Where(item => !item.Reference.IsDeny)];
        List<string> notes = [];
        if (denies.Length > 0)
        {
            notes.AddRange(allows.Select(item => $"{Place(item)} has no effect here: the deny of {Place(denies[0])} wins over every allow"));
        }

        notes.AddRange(FilterNotes(set, options, allows));
        return notes;
    }

    // Cilium adds a wildcard to HTTP and Kafka filters of a peer that a plain rule lets through too; the DNS proxy looks at all rules of the
    // port, whatever their peer, but not at rules without ports (policy rule.go, dnsproxy GeneratePattern).
    private IEnumerable<string> FilterNotes(PolicySet set, EvaluationOptions options, RuleItem[] allows)
    {
        RuleItem[] onPort = [.. _items.Where(item => !item.Reference.IsDeny && Holds(item, ItemPart.Ports))];
        foreach (RuleItem filter in allows.Where(item => Filters(item, set, options) != FilterKind.None))
        {
            FilterKind kind = Filters(filter, set, options);
            IEnumerable<RuleItem> plain = kind == FilterKind.Dns
                ? onPort.Where(item => NamesPorts(item) && Filters(item, set, options) == FilterKind.None)
                : allows.Where(item => Filters(item, set, options) == FilterKind.None);
            if (plain.FirstOrDefault() is { } voiding)
            {
                yield return kind == FilterKind.Dns
                    ? $"the name filter of {Place(filter)} is void: {Place(voiding)} opens the port without one, so every name is answered"
                    : $"the filter of {Place(filter)} is void: {Place(voiding)} lets the same peer through without one";
            }
        }
    }

    // Only the part of the item that opens this very port counts.
    private FilterKind Filters(RuleItem item, PolicySet set, EvaluationOptions options)
    {
        foreach (PortRule rule in item.Item?.ToPorts ?? [])
        {
            FilterKind kind = rule.Dns is { Count: > 0 } ? FilterKind.Dns
                : rule.Http is { Count: > 0 } || rule.Kafka is { Count: > 0 } || rule.L7Protocol is not null ? FilterKind.Requests
                : FilterKind.None;
            if (kind != FilterKind.None && item.With(item.Item! with { ToPorts = [rule] }, set, options).Judge(ItemPart.Ports, _subject, _peer!, _edge.Protocol, _edge.Port).Admits)
            {
                return kind;
            }
        }

        return FilterKind.None;
    }

    private static bool NamesPorts(RuleItem item) => item.Item?.ToPorts is { Count: > 0 } || item.KubernetesItem?.Ports is { Count: > 0 };

    private bool Holds(RuleItem item, ItemPart part) => item.Judge(part, _subject, _peer!, _edge.Protocol, _edge.Port).Admits;

    private static string Place(RuleItem item) => item.Reference.Position.IsNone ? item.Reference.ToString() : $"{item.Reference} ({item.Reference.Position})";

    private enum FilterKind : byte
    {
        None,
        Requests,
        Dns,
    }
}
