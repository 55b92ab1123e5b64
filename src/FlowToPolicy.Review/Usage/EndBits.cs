using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>The ends of a graph as bits, and which of them each item is about or takes in; found by their labels, so that few have to be asked.</summary>
internal sealed class EndBits
{
    private readonly List<(int Index, LabelSet Labels)> _sets = [];
    private readonly Dictionary<(string Key, string Value), List<int>> _carriers = [];
    private readonly Dictionary<string, Bits> _known = new(StringComparer.Ordinal);

    /// <summary>Numbers the ends.</summary>
    public EndBits(IReadOnlyList<End> ends)
    {
        Ends = ends;
        for (int i = 0; i < ends.Count; i++)
        {
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

                _sets.Add((i, labels));
            }
        }
    }

    /// <summary>The ends, by number.</summary>
    public IReadOnlyList<End> Ends { get; }

    /// <summary>No end, or every one.</summary>
    public Bits None() => new(Ends.Count);

    /// <summary>The ends that an item takes in as peers, on some port.</summary>
    public Bits Peers(RuleItem item, PolicyEnd subject)
    {
        string text = $"{item.Reference.Direction} {item.Reference.Policy.Kind == PolicyKind.CiliumClusterwideNetworkPolicy} {item.Reference.Policy.Namespace} {item.PeersText}";
        if (!_known.TryGetValue(text, out Bits? bits))
        {
            _known[text] = bits = None();
            bool isEverybody = item.Kind == PeerKind.Everybody;
            foreach (int number in isEverybody ? Enumerable.Range(0, _sets.Count) : Candidates(item))
            {
                (int index, LabelSet labels) = _sets[number];
                if (isEverybody || item.Judge(ItemPart.Peers, subject, new PolicyEnd(labels), Protocol.Tcp, 1).Admits)
                {
                    bits.Set(index);
                }
            }
        }

        return bits;
    }

    private IEnumerable<int> Candidates(RuleItem item)
    {
        IEnumerable<(LabelSelector Selector, bool IsOfNamespace)>? selectors = item.Item is { } own
            ? own.Endpoints?.Select(selector => (selector, item.Reference.Policy.Namespace.Length > 0 && !NamesNamespace(selector)))
            : item.KubernetesItem!.Peers?.Where(peer => peer.Block is null).Select(peer => (peer.Pods ?? new LabelSelector(), peer.Namespaces is null));
        return selectors is null ? Enumerable.Range(0, _sets.Count) : selectors.SelectMany(one => Carriers(one.Selector, one.IsOfNamespace ? item.Reference.Policy.Namespace : null)).Distinct();
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

/// <summary>A set of ends.</summary>
internal sealed class Bits(int count)
{
    private readonly ulong[] _words = new ulong[(count + 63) / 64];

    /// <summary>Whether an end is in it.</summary>
    public bool this[int index] => (_words[index >> 6] >> (index & 63) & 1) != 0;

    /// <summary>Adds an end.</summary>
    public void Set(int index) => _words[index >> 6] |= 1UL << (index & 63);

    /// <summary>Adds the ends of another set.</summary>
    public void Add(Bits other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    /// <summary>Takes out the ends of another set.</summary>
    public void Remove(Bits other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] &= ~other._words[i];
        }
    }

    /// <summary>How many ends are in this set and in another.</summary>
    public long CountWith(Bits other)
    {
        long count = 0;
        for (int i = 0; i < _words.Length; i++)
        {
            count += System.Numerics.BitOperations.PopCount(_words[i] & other._words[i]);
        }

        return count;
    }
}
