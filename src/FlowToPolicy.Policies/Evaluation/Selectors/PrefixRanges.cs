using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Evaluation.Selectors;

/// <summary>
/// All prefixes of a policy set cut into disjoint, sorted ranges of addresses, each with the selectors that take it in.
/// </summary>
internal sealed class PrefixRanges
{
    private readonly UInt128[] _starts;
    private readonly int[][] _selectors;
    private readonly bool _isV6;

    private PrefixRanges(bool isV6, UInt128[] starts, int[][] selectors)
    {
        _isV6 = isV6;
        _starts = starts;
        _selectors = selectors;
    }

    /// <summary>Cuts the prefixes of one family.</summary>
    public static PrefixRanges Cut(IReadOnlyList<(int Selector, PrefixMatcher Matcher)> matchers, bool isV6)
    {
        var borders = new SortedDictionary<UInt128, List<(int Selector, int Inside, int Holes)>>();
        foreach ((int selector, PrefixMatcher matcher) in matchers)
        {
            if (matcher.Prefix.IsV6 != isV6)
            {
                continue;
            }

            AddBorders(borders, matcher.Prefix, selector, inside: 1, holes: 0);
            foreach (Prefix hole in matcher.Except)
            {
                AddBorders(borders, hole, selector, inside: 0, holes: 1);
            }
        }

        var starts = new List<UInt128>();
        var selectors = new List<int[]>();
        var state = new Dictionary<int, (int Inside, int Holes)>();
        foreach ((UInt128 start, List<(int, int, int)> changes) in borders)
        {
            foreach ((int selector, int inside, int holes) in changes)
            {
                (int oldInside, int oldHoles) = state.GetValueOrDefault(selector);
                state[selector] = (oldInside + inside, oldHoles + holes);
                if (state[selector] == default)
                {
                    state.Remove(selector);
                }
            }

            starts.Add(start);
            selectors.Add([.. state.Where(pair => pair.Value is { Inside: > 0, Holes: 0 }).Select(pair => pair.Key).Order()]);
        }

        return new PrefixRanges(isV6, [.. starts], [.. selectors]);
    }

    /// <summary>The number of the range that holds the address; -1 when no prefix comes near it.</summary>
    public int Find(Address address)
    {
        if (address.IsNone || address.IsV6 != _isV6)
        {
            return -1;
        }

        int at = Array.BinarySearch(_starts, address.Value);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>The selectors that take in every address of the range, in ascending order.</summary>
    public int[] Selectors(int range) => range < 0 ? [] : _selectors[range];

    private static void AddBorders(SortedDictionary<UInt128, List<(int, int, int)>> borders, Prefix prefix, int selector, int inside, int holes)
    {
        Slot(borders, prefix.First).Add((selector, inside, holes));
        UInt128 highest = prefix.IsV6 ? UInt128.MaxValue : uint.MaxValue;
        if (prefix.Last < highest)
        {
            Slot(borders, prefix.Last + 1).Add((selector, -inside, -holes));
        }
    }

    private static List<(int, int, int)> Slot(SortedDictionary<UInt128, List<(int, int, int)>> borders, UInt128 at)
    {
        if (!borders.TryGetValue(at, out List<(int, int, int)>? slot))
        {
            borders[at] = slot = [];
        }

        return slot;
    }
}
