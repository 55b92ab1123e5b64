using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>
/// The label sets of ends as numbers, and which of them the peers of items take in: found by what selectors demand, so that few have to be asked,
/// and asked once for each different peer.
/// </summary>
internal sealed class EndBits
{
    private const string AbsoluteNamespace = $"{Label.Kubernetes}:{LabelKeys.Namespace}";

    private readonly List<(int End, LabelSet Labels)> _sets = [];
    private readonly List<(int First, int Count)> _ofEnd = [];
    private readonly List<(int First, int Count)> _several = [];
    private readonly Dictionary<(string Key, string Value), List<int>> _carriers = [];
    private readonly Dictionary<(PolicyDirection Direction, PolicyKind Kind, string Namespace, bool IsDeny, string Text), Bits> _known = [];
    private readonly Dictionary<ItemEntry, Bits> _ofEntry = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LabelSet, int> _numbers = [];
    private readonly PolicySet _set;
    private readonly EvaluationOptions _options;

    /// <summary>Numbers the label sets of the ends.</summary>
    public EndBits(IReadOnlyList<End> ends, PolicySet set, EvaluationOptions options)
    {
        // What the local host may do anyway is no matter of the items.
        (Ends, _set, _options) = (ends, set, options with { AllowLocalhost = false });
        for (int i = 0; i < ends.Count; i++)
        {
            _ofEnd.Add((_sets.Count, ends[i].LabelSets.Count));
            if (ends[i].LabelSets.Count > 1)
            {
                _several.Add(_ofEnd[i]);
            }

            foreach (LabelSet labels in ends[i].LabelSets)
            {
                foreach (Label label in labels)
                {
                    if (!_carriers.TryGetValue((label.Key, label.Value), out List<int>? carriers))
                    {
                        _carriers[(label.Key, label.Value)] = carriers = [];
                    }

                    carriers.Add(_sets.Count);
                }

                _numbers.TryAdd(labels, _sets.Count);
                _sets.Add((i, labels));
            }
        }
    }

    /// <summary>The ends, by number.</summary>
    public IReadOnlyList<End> Ends { get; }

    /// <summary>The label sets, with the numbers of their ends.</summary>
    public IReadOnlyList<(int End, LabelSet Labels)> Sets => _sets;

    /// <summary>The numbers of the label sets of an end.</summary>
    public IEnumerable<int> SetsOf(int end) => Enumerable.Range(_ofEnd[end].First, _ofEnd[end].Count);

    /// <summary>The number of a label set, of whatever end; null when no end has it.</summary>
    public int? NumberOf(LabelSet labels) => _numbers.TryGetValue(labels, out int number) ? number : null;

    /// <summary>No label set.</summary>
    public Bits None() => new(_sets.Count);

    /// <summary>How many ends have at least one of the label sets.</summary>
    public long CountEnds(Bits sets)
    {
        long count = sets.Count;
        foreach ((int first, int length) in _several)
        {
            for (int i = first, found = 0; i < first + length; i++)
            {
                count -= sets[i] && found++ > 0 ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>The label sets that an item takes in as peers, on some port; of a denying item also those that it may.</summary>
    public Bits Peers(IReadOnlyList<ItemEntry> entries, PolicyEnd subject)
    {
        if (entries is [var only])
        {
            return Peers(only, subject);
        }

        Bits all = None();
        foreach (ItemEntry entry in entries)
        {
            all.Add(Peers(entry, subject));
        }

        return all;
    }

    /// <summary>The label sets that one of its peers takes in.</summary>
    public Bits Peers(ItemEntry entry, PolicyEnd subject) =>
        _ofEntry.TryGetValue(entry, out Bits? bits) ? bits : _ofEntry[entry] = Same(entry, subject);

    // The same few peers stand in many items.
    private Bits Same(ItemEntry entry, PolicyEnd subject)
    {
        RuleReference item = entry.Item.Reference;

        // A selector that names its namespace means the same in every policy and direction.
        bool isAbsolute = entry.Part is { Endpoints: [{ } selector], Requires: null } && selector.MatchLabels.Any(label => label.Key == AbsoluteNamespace);
        string text = isAbsolute && entry.Part!.Endpoints![0] is { MatchExpressions.Count: 0 } plain ? string.Join(';', plain.MatchLabels)
            : entry.Part is { } part ? CanonicalText.Peers(part) : CanonicalText.Peers(entry.KubernetesPart!);
        var key = isAbsolute
            ? (PolicyDirection.Ingress, PolicyKind.CiliumNetworkPolicy, "", item.IsDeny, text)
            : (item.Direction, item.Policy.Kind, item.Policy.Namespace, item.IsDeny, text);
        if (!_known.TryGetValue(key, out Bits? bits))
        {
            _known[key] = bits = Find(entry, subject);
        }

        return bits;
    }

    private Bits Find(ItemEntry entry, PolicyEnd subject)
    {
        Bits bits = None();
        RuleItem asked = entry.Part is { } own ? entry.Item.With(own, _set, _options) : entry.Item.With(entry.KubernetesPart!, _set, _options);
        bool isEverybody = asked.Kind == PeerKind.Everybody;
        foreach (int number in isEverybody ? Enumerable.Range(0, _sets.Count) : Candidates(entry))
        {
            if (isEverybody || Takes(asked, subject, _sets[number].Labels, entry.Item.Reference.IsDeny))
            {
                bits.Set(number);
            }
        }

        return bits;
    }

    private static bool Takes(RuleItem asked, PolicyEnd subject, LabelSet peer, bool isDeny)
    {
        Judgement judgement = asked.Judge(ItemPart.Peers, subject, new PolicyEnd(peer), Protocol.Tcp, 1);
        return judgement.Admits || (isDeny && judgement.Kind == JudgementKind.Unresolvable);
    }

    private IEnumerable<int> Candidates(ItemEntry entry)
    {
        string home = entry.Item.Reference.Policy.Namespace;
        IEnumerable<(LabelSelector Selector, bool IsOfNamespace)>? selectors = entry.Part is { } own
            ? own.Endpoints?.Select(selector => (selector, home.Length > 0 && !NamesNamespace(selector)))
            : entry.KubernetesPart!.Peers?.Where(peer => peer.Block is null).Select(peer => (peer.Pods ?? new LabelSelector(), peer.Namespaces is null));
        return selectors is null ? Enumerable.Range(0, _sets.Count) : selectors.SelectMany(one => Carriers(one.Selector, one.IsOfNamespace ? home : null)).Distinct();
    }

    private IEnumerable<int> Carriers(LabelSelector selector, string? space)
    {
        IEnumerable<List<int>> demanded = selector.MatchLabels.Select(label => Carriers(label.Key, label.Value));
        return (space is null ? demanded : demanded.Append(Carriers(LabelKeys.Namespace, space))).MinBy(list => list.Count) ?? Enumerable.Range(0, _sets.Count);
    }

    private List<int> Carriers(string key, string value) => _carriers.GetValueOrDefault((key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..], value)) ?? [];

    private static bool NamesNamespace(LabelSelector selector) =>
        selector.MatchLabels.Select(label => label.Key).Concat(selector.MatchExpressions.Select(e => e.Key))
            .Any(key => key.Contains(LabelKeys.Namespace, StringComparison.Ordinal) || key.Contains(LabelKeys.NamespaceLabelPrefix, StringComparison.Ordinal) || key.StartsWith("reserved:", StringComparison.Ordinal));
}
