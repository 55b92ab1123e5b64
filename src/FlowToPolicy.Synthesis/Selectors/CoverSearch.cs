namespace FlowToPolicy.Synthesis.Selectors;

/// <summary>
/// Picks the fewest requirements that together let no foreign row through. Each requirement is given by the rows that fulfil it.
/// Up to three are found by trying all combinations in order, so that the most telling win; more, or when a namespace uses up its
/// effort, by taking the strongest next and dropping what turned out not to be needed.
/// </summary>
internal sealed class CoverSearch
{
    // Membership tests that a namespace may spend on trying combinations: some hundred milliseconds.
    private const long Effort = 10_000_000;

    // Membership tests for one search, so that one odd workload does not use up what the others need.
    private const long EffortOfOne = 400_000;

    private long _left = Effort;

    /// <summary>
    /// The indexes of the chosen requirements, ascending; null when even all of them together let a foreign row through, or when it takes
    /// more than <paramref name="most"/>.
    /// </summary>
    /// <param name="requirements">The rows that fulfil each requirement, ascending; the most telling requirement first.</param>
    /// <param name="allowed">The rows that may get through.</param>
    /// <param name="most">How many requirements may be chosen.</param>
    public int[]? Find(IReadOnlyList<int[]> requirements, IReadOnlySet<int> allowed, int most = int.MaxValue)
    {
        for (int i = 0; i < requirements.Count; i++)
        {
            if (requirements[i].Length <= allowed.Count && Array.TrueForAll(requirements[i], allowed.Contains))
            {
                return [i];
            }
        }

        if (requirements.Count < 2 || Survivors(requirements, allowed).Count > 0)
        {
            return null;
        }

        long budget = Math.Min(_left, EffortOfOne);
        long before = budget;
        int[]? chosen = Combination(requirements, allowed, 2, ref budget) ?? Combination(requirements, allowed, 3, ref budget);
        _left -= before - Math.Max(budget, 0);
        return chosen ?? Greedy(requirements, allowed, most);
    }

    /// <summary>The foreign rows that fulfil all requirements, ascending.</summary>
    public static List<int> Survivors(IReadOnlyList<int[]> requirements, IReadOnlySet<int> allowed)
    {
        int[] shortest = requirements.MinBy(rows => rows.Length) ?? [];
        var survivors = shortest.Where(row => !allowed.Contains(row)).ToList();
        foreach (int[] rows in requirements)
        {
            if (survivors.Count == 0)
            {
                break;
            }

            if (rows != shortest)
            {
                survivors.RemoveAll(row => Array.BinarySearch(rows, row) < 0);
            }
        }

        return survivors;
    }

    private static int[]? Combination(IReadOnlyList<int[]> requirements, IReadOnlySet<int> allowed, int size, ref long budget)
    {
        int[] picked = new int[size];
        return Extend(requirements, allowed, picked, 0, null, ref budget) ? picked : null;
    }

    private static bool Extend(
        IReadOnlyList<int[]> requirements, IReadOnlySet<int> allowed, int[] picked, int depth, List<int>? survivors, ref long budget)
    {
        int left = picked.Length - depth;
        int from = depth == 0 ? 0 : picked[depth - 1] + 1;
        for (int i = from; i <= requirements.Count - left; i++)
        {
            picked[depth] = i;
            if (survivors is not null && left == 1)
            {
                if (ExcludesAll(requirements[i], survivors, ref budget))
                {
                    return true;
                }
            }
            else
            {
                List<int> next = Filter(requirements[i], survivors, allowed, ref budget);
                if (Extend(requirements, allowed, picked, depth + 1, next, ref budget))
                {
                    return true;
                }
            }

            if (budget <= 0)
            {
                return false;
            }
        }

        return false;
    }

    private static bool ExcludesAll(int[] rows, List<int> survivors, ref long budget)
    {
        foreach (int row in survivors)
        {
            budget--;
            if (Array.BinarySearch(rows, row) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static List<int> Filter(int[] rows, List<int>? survivors, IReadOnlySet<int> allowed, ref long budget)
    {
        var next = new List<int>();
        if (survivors is null)
        {
            budget -= rows.Length;
            next.AddRange(rows.Where(row => !allowed.Contains(row)));
            return next;
        }

        budget -= survivors.Count;
        next.AddRange(survivors.Where(row => Array.BinarySearch(rows, row) >= 0));
        return next;
    }

    private static int[]? Greedy(IReadOnlyList<int[]> requirements, IReadOnlySet<int> allowed, int most)
    {
        var picked = new List<int>();
        int first = Enumerable.Range(0, requirements.Count).MinBy(i => requirements[i].Length);
        picked.Add(first);
        var survivors = requirements[first].Where(row => !allowed.Contains(row)).ToList();
        while (survivors.Count > 0)
        {
            if (picked.Count == most)
            {
                return null;
            }

            int best = -1, fewest = int.MaxValue;
            for (int i = 0; i < requirements.Count && fewest > 0; i++)
            {
                int kept = survivors.Count(row => Array.BinarySearch(requirements[i], row) >= 0);
                if (kept < fewest)
                {
                    (best, fewest) = (i, kept);
                }
            }

            picked.Add(best);
            survivors.RemoveAll(row => Array.BinarySearch(requirements[best], row) < 0);
        }

        for (int i = picked.Count - 1; i >= 0 && picked.Count > 1; i--)
        {
            var without = picked.Where((_, at) => at != i).Select(at => requirements[at]).ToList();
            if (Survivors(without, allowed).Count == 0)
            {
                picked.RemoveAt(i);
            }
        }

        picked.Sort();
        return [.. picked];
    }
}
