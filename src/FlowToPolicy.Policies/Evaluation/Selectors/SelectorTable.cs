using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Evaluation.Selectors;

/// <summary>
/// All peer selectors of a policy set, each once under a number. Filled while policies are compiled; then <see cref="Seal"/> makes it ready to match.
/// </summary>
internal sealed class SelectorTable
{
    private readonly EvaluationOptions _options;
    private readonly Dictionary<string, int> _numbers;
    private readonly List<(int Number, LabelMatcher Matcher)> _labels;
    private readonly List<(int Number, PrefixMatcher Matcher)> _prefixes;
    private readonly List<(int Number, NameMatcher Matcher)> _names;
    private readonly List<(int Number, GroupMatcher Matcher)> _groups;
    private readonly Dictionary<string, int[]> _byName = new(StringComparer.Ordinal);
    private (int Number, PrefixMatcher Matcher)[] _families = [];
    private LabelIndex _index = new([]);
    private PrefixRanges _v4 = PrefixRanges.Cut([], isV6: false);
    private PrefixRanges _v6 = PrefixRanges.Cut([], isV6: true);

    /// <summary>Starts an empty table.</summary>
    public SelectorTable(EvaluationOptions options) =>
        (_options, _numbers, _labels, _prefixes, _names, _groups) = (options, new(StringComparer.Ordinal), [], [], [], []);

    private SelectorTable(SelectorTable other)
    {
        (_options, _numbers, _labels, _prefixes, _names, _groups) =
            (other._options, other._numbers, other._labels, other._prefixes, other._names, other._groups);
        (_families, _index, _v4, _v6) = (other._families, other._index, other._v4, other._v6);
    }

    /// <summary>How many selectors there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>Whether there is any selector by prefix, by name, or by a group of prefixes.</summary>
    public bool LooksAtAddresses => _prefixes.Count > 0 || _names.Count > 0 || _groups.Count > 0;

    /// <summary>The number of a label selector.</summary>
    public int Number(LabelMatcher matcher) => Number("labels " + matcher.Text, matcher, _labels);

    /// <summary>The number of a prefix selector.</summary>
    public int Number(PrefixMatcher matcher) => Number("prefix " + matcher.Text, matcher, _prefixes);

    /// <summary>The number of a name selector.</summary>
    public int Number(NameMatcher matcher) => Number(matcher.Text, matcher, _names);

    /// <summary>The number of a selector of CIDR groups.</summary>
    public int Number(GroupMatcher matcher) => Number("group " + matcher.Text, matcher, _groups);

    /// <summary>Builds the indexes after the last selector was added.</summary>
    public void Seal()
    {
        _index = new LabelIndex(_labels.Select(pair => pair.Matcher));
        (int Number, PrefixMatcher Matcher)[] parts = [.. _prefixes.Where(pair => !pair.Matcher.IsWholeFamily)];
        _families = [.. _prefixes.Where(pair => pair.Matcher.IsWholeFamily)];
        _v4 = PrefixRanges.Cut(parts, isV6: false);
        _v6 = PrefixRanges.Cut(parts, isV6: true);
    }

    /// <summary>A table of the same sealed selectors for another thread: what names were asked for is remembered, and so is not shared.</summary>
    public SelectorTable Share() => new(this);

    /// <summary>The label selectors that an identity's labels meet.</summary>
    public IEnumerable<int> ByLabels(LabelSet labels)
    {
        foreach (int position in _index.Find(labels))
        {
            yield return _labels[position].Number;
        }
    }

    /// <summary>The selectors of CIDR groups that an identity's labels meet.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="onlyUnknown">Whether only groups count whose addresses are not known.</param>
    public IEnumerable<int> ByGroupLabels(LabelSet labels, bool onlyUnknown) =>
        _groups.Where(pair => !(onlyUnknown && pair.Matcher.IsKnown) && pair.Matcher.Matches(labels)).Select(pair => pair.Number);

    /// <summary>
    /// The selectors of a whole address family that an identity meets by its labels: <c>0.0.0.0/0</c> means <c>reserved:world</c> in a single-stack
    /// cluster, whatever the address, and <c>reserved:world-ipv4</c> in a dual-stack one (api/cidr.go).
    /// </summary>
    public IEnumerable<int> ByWholeWorld(LabelSet labels)
    {
        bool v4 = labels.IsReserved(ReservedIdentity.WorldIpv4) || (!_options.DualStack && labels.IsReserved(ReservedIdentity.World));
        bool v6 = labels.IsReserved(ReservedIdentity.WorldIpv6);
        return _families.Where(pair => pair.Matcher.Prefix.IsV6 ? v6 : v4).Select(pair => pair.Number);
    }

    /// <summary>The selectors of the whole family of an address.</summary>
    public IEnumerable<int> ByFamily(bool isV6) =>
        _families.Where(pair => pair.Matcher.Prefix.IsV6 == isV6).Select(pair => pair.Number);

    /// <summary>The range of addresses that an address lies in; equal ranges meet equal selectors.</summary>
    public (bool IsV6, int Number) Range(Address address) => (address.IsV6, (address.IsV6 ? _v6 : _v4).Find(address));

    /// <summary>The prefix selectors that a range meets.</summary>
    public int[] ByRange((bool IsV6, int Number) range) => (range.IsV6 ? _v6 : _v4).Selectors(range.Number);

    /// <summary>The name selectors that a DNS name meets.</summary>
    public int[] ByName(string name)
    {
        if (!_byName.TryGetValue(name, out int[]? numbers))
        {
            string normalised = NameMatcher.Normalise(name);
            _byName[name] = numbers = [.. _names.Where(pair => pair.Matcher.Matches(normalised)).Select(pair => pair.Number)];
        }

        return numbers;
    }

    /// <summary>All name selectors: those that an address without known names may meet.</summary>
    public IEnumerable<int> AllNames() => _names.Select(pair => pair.Number);

    /// <summary>The selectors of CIDR groups whose addresses are not known: an address may be in any of them.</summary>
    public IEnumerable<int> UnknownGroups() => _groups.Where(pair => !pair.Matcher.IsKnown).Select(pair => pair.Number);

    /// <summary>The prefix selectors that an identity's <c>cidr:</c> labels meet.</summary>
    public IEnumerable<int> ByPrefixLabels(LabelSet labels)
    {
        bool exceptIsSplit = _options.Version < new CiliumVersion(1, 19);
        foreach (Label label in labels)
        {
            if (!Prefix.TryRead(label, out Prefix prefix))
            {
                continue;
            }

            foreach ((int number, PrefixMatcher matcher) in _prefixes)
            {
                if (matcher.Matches(prefix, exceptIsSplit))
                {
                    yield return number;
                }
            }
        }
    }

    /// <summary>The name selectors that an identity's <c>fqdn:</c> labels meet.</summary>
    public IEnumerable<int> ByNameLabels(LabelSet labels)
    {
        foreach (Label label in labels)
        {
            if (label.Source != "fqdn")
            {
                continue;
            }

            string key = NameMatcher.Normalise(label.Key);
            foreach ((int number, NameMatcher matcher) in _names)
            {
                if (matcher.Label == key)
                {
                    yield return number;
                }
            }
        }
    }

    private int Number<T>(string text, T matcher, List<(int, T)> list)
    {
        if (!_numbers.TryGetValue(text, out int number))
        {
            number = _numbers.Count;
            _numbers.Add(text, number);
            list.Add((number, matcher));
        }

        return number;
    }
}
