using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Finds the identity of a peer. Selectors are matched once per label set; an address adds the selectors of its range, its names those of each name.
/// </summary>
internal sealed class IdentityTable(SelectorTable selectors, EvaluationOptions options)
{
    private readonly Dictionary<LabelSet, Labelled> _byLabels = [];
    private readonly Dictionary<(Labelled, bool IsV6, int Range, int Names), Identity> _byAddress = [];
    private readonly Dictionary<IReadOnlyList<string>, int> _nameSets = new(NamesComparer.Instance);
    private readonly List<int[]> _byNameSet = [];
    private readonly Dictionary<int[], Identity> _identities = new(NumberList.Comparer);

    // Questions about one peer come one after another where a client calls many servers.
    private (LabelSet Labels, Labelled Found)? _last;

    /// <summary>The identity of an end.</summary>
    public Identity Find(PolicyEnd end)
    {
        Labelled labelled = Find(end.Labels);
        bool fromLabels = !labelled.TakesAddress || (end.Address.IsNone && labelled.IsComplete);
        return fromLabels ? labelled.ByLabelsAlone : FindByAddress(end, labelled);
    }

    private Labelled Find(LabelSet labels)
    {
        if (_last is { } last && ReferenceEquals(last.Labels, labels))
        {
            return last.Found;
        }

        if (!_byLabels.TryGetValue(labels, out Labelled? labelled))
        {
            _byLabels[labels] = labelled = Label(labels);
        }

        _last = (labels, labelled);
        return labelled;
    }

    private Identity FindByAddress(PolicyEnd end, Labelled labelled)
    {
        (bool isV6, int range) = selectors.Range(end.Address);
        if (end.Address.IsNone)
        {
            range = NoAddress;
        }

        int names = end.Names is { } list ? NameSet(list) : UnknownNames;
        var key = (labelled, isV6, range, names);
        if (!_byAddress.TryGetValue(key, out Identity? identity))
        {
            _byAddress[key] = identity = Build(labelled, isV6, range, names);
        }

        return identity;
    }

    // Values of a range and of a name set that stand for "not given".
    private const int NoAddress = -2;
    private const int UnknownNames = -1;

    private static readonly Doubt NamesNotKnown = Doubt.NotKnown("the DNS names of the address are not known");
    private static readonly Doubt GroupsNotKnown = Doubt.NotKnown("the content of the CIDR groups is not known");

    private Identity Build(Labelled labelled, bool isV6, int range, int names)
    {
        // Only an address inside a smaller prefix has a prefix label, by which the whole of its family selects it.
        int[] byRange = range == NoAddress ? [] : selectors.ByRange((isV6, range));
        bool byFamily = range != NoAddress && (byRange.Length > 0 || !labelled.IsWorld || options.DualStack);
        int[] byNames = names == UnknownNames ? labelled.NameSelectors : _byNameSet[names];
        int[] known = [.. labelled.Selectors.Concat(byRange).Concat(byFamily ? selectors.ByFamily(isV6) : []).Concat(byNames).Distinct().Order()];

        IEnumerable<int> possibleNames = names == UnknownNames && labelled.IsWorld ? selectors.AllNames() : [];
        IEnumerable<int> possibleGroups = range == NoAddress ? [] : selectors.UnknownGroups();
        (int Selector, Doubt Doubt)[] uncertain =
        [
            .. possibleNames.Select(selector => (selector, NamesNotKnown))
                .Concat(possibleGroups.Select(selector => (selector, GroupsNotKnown)))
                .Where(pair => Array.BinarySearch(known, pair.Item1) < 0)
                .OrderBy(pair => pair.Item1),
        ];
        return Share(known, uncertain, labelled.ByLabelsAlone.IsHost);
    }

    private Identity Share(int[] known, (int Selector, Doubt Doubt)[] uncertain, bool isHost)
    {
        int[] numbers = [.. uncertain.Select(pair => pair.Selector)];
        int[] key = [.. known, -1, .. numbers, isHost ? -2 : -3];
        if (!_identities.TryGetValue(key, out Identity? identity))
        {
            _identities[key] = identity = new Identity(_identities.Count, known, numbers, [.. uncertain.Select(pair => pair.Doubt)], isHost);
        }

        return identity;
    }

    private Labelled Label(LabelSet labels)
    {
        bool isWorld = labels.IsReserved(ReservedIdentity.World) || labels.IsReserved(ReservedIdentity.WorldIpv4) || labels.IsReserved(ReservedIdentity.WorldIpv6);
        bool isNode = labels.IsReserved(ReservedIdentity.Host) || labels.IsReserved(ReservedIdentity.RemoteNode);
        int[] own = [.. selectors.ByLabels(labels).Concat(selectors.ByWholeWorld(labels)).Concat(selectors.ByGroupLabels(labels, onlyUnknown: true)).Distinct().Order()];
        int[] names = [.. selectors.ByNameLabels(labels)];
        int[] all = [.. own.Concat(selectors.ByGroupLabels(labels, onlyUnknown: false)).Concat(selectors.ByPrefixLabels(labels)).Concat(names).Distinct().Order()];
        return new Labelled
        {
            Selectors = own,
            NameSelectors = names,
            IsWorld = isWorld,
            IsComplete = labels.Any(label => label.Source is "cidr" or "fqdn" or "cidrgroup"),
            TakesAddress = selectors.LooksAtAddresses && (isWorld || (isNode && options.CidrMatch == CidrMatchMode.Nodes)),
            ByLabelsAlone = Share(all, [], labels.IsReserved(ReservedIdentity.Host)),
        };
    }

    private int NameSet(IReadOnlyList<string> names)
    {
        if (!_nameSets.TryGetValue(names, out int number))
        {
            number = _byNameSet.Count;
            string[] copy = [.. names];
            _nameSets.Add(copy, number);
            _byNameSet.Add([.. copy.SelectMany(selectors.ByName).Distinct().Order()]);
        }

        return number;
    }

    /// <summary>
    /// What the labels alone say. Labels by prefix and name tell what the policies of the cluster that was recorded knew of an address;
    /// where the address is given, it counts instead.
    /// </summary>
    private sealed class Labelled
    {
        /// <summary>The selectors met by labels other than those by prefix and name.</summary>
        public required int[] Selectors { get; init; }

        /// <summary>The selectors met by <c>fqdn:</c> labels.</summary>
        public required int[] NameSelectors { get; init; }

        public required bool IsWorld { get; init; }

        /// <summary>Whether labels by prefix or name are there.</summary>
        public required bool IsComplete { get; init; }

        /// <summary>Whether an address can add anything.</summary>
        public required bool TakesAddress { get; init; }

        /// <summary>The identity by all labels.</summary>
        public required Identity ByLabelsAlone { get; init; }
    }

    private sealed class NamesComparer : IEqualityComparer<IReadOnlyList<string>>
    {
        public static NamesComparer Instance { get; } = new();

        public bool Equals(IReadOnlyList<string>? x, IReadOnlyList<string>? y)
        {
            if (ReferenceEquals(x, y))
            {
                return true;
            }

            if (x is null || y is null || x.Count != y.Count)
            {
                return false;
            }

            for (int i = 0; i < x.Count; i++)
            {
                if (!string.Equals(x[i], y[i], StringComparison.Ordinal))
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(IReadOnlyList<string> obj)
        {
            var hash = new HashCode();
            for (int i = 0; i < obj.Count; i++)
            {
                hash.Add(obj[i], StringComparer.Ordinal);
            }

            return hash.ToHashCode();
        }
    }
}
