using System.Collections;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Vocabulary;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>
/// Finds items that another item about the same subjects makes superfluous. Both are asked about one example of everything that they can tell
/// apart; where an example cannot stand for all (several values, negations, port names) nothing is claimed.
/// </summary>
internal sealed class ShadowSearch
{
    private readonly PortShapes _ports;
    private readonly Candidate[] _items;
    private readonly PolicySet _set;
    private readonly EvaluationOptions _options;
    private DiffEnd[]? _ends;
    private PolicyEnd? _subject;

    private ShadowSearch(IEnumerable<RuleItem> items, PolicySet set, EvaluationOptions options, PortShapes ports)
    {
        (_set, _options, _ports) = (set, options, ports);
        _items = [.. items.Select(item => new Candidate(item, ports.Of(item)))];
    }

    /// <summary>The superfluous items, in the order given, each with the first item that makes it so.</summary>
    /// <param name="items">Allowing items.</param>
    /// <param name="most">How many items about the same subjects are held against each other; of more, none are.</param>
    /// <param name="ports">Their ports.</param>
    /// <param name="set">The policies.</param>
    /// <param name="options">How to judge.</param>
    public static (IReadOnlyList<ShadowedItem> Found, int NotCompared) In(IReadOnlyList<RuleItem> items, int most, PortShapes ports, PolicySet set, EvaluationOptions options)
    {
        var subjects = new Dictionary<(Policy Policy, int Rule), string>(new ByReference());
        string Subject(RuleReference item) =>
            subjects.TryGetValue((item.Policy, item.Rule), out string? text) ? text : subjects[(item.Policy, item.Rule)] = CanonicalItem.SubjectOf(item.Policy, item.Rule);
        RuleItem[][] groups =
        [
            .. items.GroupBy(item => (item.Reference.Direction, item.Reference.Policy.Kind == PolicyKind.CiliumClusterwideNetworkPolicy, item.Reference.Policy.Namespace, Subject(item.Reference)))
                .Select(group => group.ToArray()).Where(group => group.Length > 1),
        ];
        return (
            [.. groups.Where(group => group.Length <= most).SelectMany(group => new ShadowSearch(group, set, options, ports).Find())],
            groups.Where(group => group.Length > most).Sum(group => group.Length));
    }

    private IEnumerable<ShadowedItem> Find()
    {
        var gone = new HashSet<int>();
        for (int i = 0; i < _items.Length; i++)
        {
            for (int j = 0; j < _items.Length; j++)
            {
                if (i != j && !gone.Contains(j) && Covers(_items[j], _items[i]))
                {
                    gone.Add(i);
                    yield return new ShadowedItem(_items[i].Item.Reference, _items[j].Item.Reference);
                    break;
                }
            }
        }
    }

    // Whether the one lets through all that the other one does, and demands nothing more of it. The cheap questions come first.
    private bool Covers(Candidate wide, Candidate narrow)
    {
        if (!_ports.Covers(wide.Ports, narrow.Ports) || !wide.MayTakeInPeersOf(narrow))
        {
            return false;
        }

        return wide.Key == narrow.Key || (wide.IsPlain && wide.IsCertain && narrow.IsCertain && OpensSomething(narrow) && Holds(Reach(wide), Reach(narrow)));
    }

    private static bool OpensSomething(Candidate item) => item.Ports.Intervals.Any(range => item.Ports.Opens(range.Protocol, range.First));

    private static bool Holds(BitArray wide, BitArray narrow) => narrow.HasAnySet() && !new BitArray(narrow).And(new BitArray(wide).Not()).HasAnySet();

    private BitArray Reach(Candidate item)
    {
        if (_ends is null)
        {
            var vocabulary = PolicyVocabulary.Of([_set with { Policies = [.. _items.Select(one => one.Item.Reference.Policy).Distinct()] }], _options.LocalCluster);
            _ends = [.. DiffEnds.Of(null, vocabulary, _options)];
            _subject = vocabulary.Samples.Select(sample => new PolicyEnd(sample.Key)).FirstOrDefault(sample => _items[0].Item.Selects(sample.Labels));
        }

        // Without an example of the subjects nothing is claimed.
        return item.Reach ??= new BitArray([.. _ends.Select(end => _subject is not null && Takes(item.Item, _subject, end.End))]);
    }

    private static bool Takes(RuleItem item, PolicyEnd subject, PolicyEnd peer) =>
        item.Kind == PeerKind.Everybody || item.Judge(ItemPart.Peers, subject, peer, Protocol.Tcp, 1).Admits;

    /// <summary>An item, and what of it was found out so far.</summary>
    private sealed class Candidate(RuleItem item, PortShape ports)
    {
        private string? _key;
        private bool? _isPlain;
        private bool? _isCertain;
        private PeerDemands? _demands;

        public RuleItem Item => item;

        public PortShape Ports => ports;

        public BitArray? Reach { get; set; }

        public string Key => _key ??= CanonicalItem.Key(item);

        public bool IsPlain => _isPlain ??= item.Item is null || (item.Item.AuthenticationMode is null && (item.Item.ToPorts ?? []).All(HasNoProxy));

        public bool IsCertain => _isCertain ??= ItemShape.IsPlainlySampled(item);

        private PeerDemands Demands => _demands ??= new PeerDemands(item);

        public bool MayTakeInPeersOf(Candidate narrow) => Demands.MayCover(narrow.Demands);

        private static bool HasNoProxy(PortRule rule) =>
            rule is { Dns: null or { Count: 0 }, Http: null or { Count: 0 }, Kafka: null or { Count: 0 }, L7Protocol: null, ServerNames: null or { Count: 0 }, Listener: null, TerminatingTls: null, OriginatingTls: null };
    }

    // Policies are records: comparing them by content would go through all of it.
    private sealed class ByReference : IEqualityComparer<(Policy Policy, int Rule)>
    {
        public bool Equals((Policy Policy, int Rule) x, (Policy Policy, int Rule) y) => ReferenceEquals(x.Policy, y.Policy) && x.Rule == y.Rule;

        public int GetHashCode((Policy Policy, int Rule) obj) => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Policy), obj.Rule);
    }
}
