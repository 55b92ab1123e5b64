using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Synthesis.Selectors;

/// <summary>
/// Finds selectors that take in given rows of a pool and no others: labels alone; then with sets of values; then with the service
/// account; then with negative expressions; and where the rows have nothing in common, one selector for each variant.
/// </summary>
internal sealed class SelectorSearch(LabelPool pool)
{
    private readonly CoverSearch _cover = new();
    private readonly RequirementSource _source = new(pool);

    /// <summary>
    /// The selectors, of which each row needs one; empty when there are none, and then <paramref name="inseparable"/> holds the
    /// rows that cannot be told from the given ones.
    /// </summary>
    public IReadOnlyList<LabelSelector> Find(IReadOnlyList<int> rows, out IReadOnlyList<int> inseparable)
    {
        var own = new HashSet<int>(rows);
        if (Single(rows, own, out inseparable) is { } single)
        {
            return [single];
        }

        return inseparable.Count > 0 ? [] : Variants(rows, own, out inseparable);
    }

    private LabelSelector? Single(IReadOnlyList<int> rows, HashSet<int> own, out IReadOnlyList<int> inseparable)
    {
        inseparable = [];
        List<Requirement> labels = _source.Labels(rows, serviceAccount: false);
        List<Requirement> offered = [.. labels, .. _source.ValueSets(rows, serviceAccount: false)];
        List<Requirement> all = [.. offered, .. _source.Labels(rows, serviceAccount: true), .. _source.ValueSets(rows, serviceAccount: true)];
        foreach (List<Requirement> requirements in new[] { labels, offered, all })
        {
            if (_cover.Find([.. requirements.Select(r => r.Rows)], own) is { } chosen)
            {
                return Requirement.Selector(chosen.Select(i => requirements[i]));
            }
        }

        if (all.Count > 0)
        {
            return WithNegatives(rows, own, all, out inseparable);
        }

        return rows.Count == 1 && pool.Row(rows[0]).Length == 0 ? Nameless(rows[0], own, out inseparable) : null;
    }

    private LabelSelector? WithNegatives(IReadOnlyList<int> rows, HashSet<int> own, List<Requirement> positives, out IReadOnlyList<int> inseparable)
    {
        List<int[]> matching = [.. positives.Select(r => r.Rows)];
        List<int> foreign = CoverSearch.Survivors(matching, own);

        // First the labels that keep out all that labels can keep out, at least one of them; then what the rest have and these rows lack.
        int[] anchors = _cover.Find(matching, own.Union(foreign).ToHashSet())!;
        List<Requirement> negatives = _source.Negatives(rows, foreign, serviceAccount: false);
        inseparable = foreign;
        if (_cover.Find([.. negatives.Select(r => r.Rows)], own, RequirementSource.MostNegatives) is not { } chosen)
        {
            return null;
        }

        inseparable = [];
        return Requirement.Selector([.. anchors.Select(i => positives[i]), .. chosen.Select(i => negatives[i])]);
    }

    // Pods without any usable label: what all others have must be absent, and the usual names in any case.
    private LabelSelector? Nameless(int row, HashSet<int> own, out IReadOnlyList<int> inseparable)
    {
        List<int> foreign = [.. Enumerable.Range(0, pool.RowCount).Where(r => r != row)];
        var naming = new List<Requirement>();
        foreach (string key in SelectorKeys.Naming)
        {
            HashSet<int> carriers = [.. foreign.Where(r => pool.Find(r, key) >= 0)];
            naming.Add(RequirementSource.Absent(key, foreign, carriers));
            foreign.RemoveAll(carriers.Contains);
        }

        inseparable = foreign;
        if (foreign.Count > 0)
        {
            List<Requirement> negatives = _source.Negatives([row], foreign, serviceAccount: true);
            if (_cover.Find([.. negatives.Select(r => r.Rows)], own, RequirementSource.MostNegatives) is not { } chosen)
            {
                return null;
            }

            naming.AddRange(chosen.Select(i => negatives[i]));
        }

        inseparable = [];
        return Requirement.Selector(naming);
    }

    private List<LabelSelector> Variants(IReadOnlyList<int> rows, HashSet<int> own, out IReadOnlyList<int> inseparable)
    {
        var selectors = new List<LabelSelector>();
        var left = new List<int>(rows);
        List<int> pure = [.. rows.SelectMany(pool.Row).Distinct().Where(label => Array.TrueForAll(pool.Posting(label), own.Contains)).Order()];
        while (left.Count > 0 && MostTelling(pure, left) is { } label)
        {
            selectors.Add(Requirement.Selector([new Requirement(
                RequirementSource.Written(pool.Label(label).Key), pool.Label(label).Value, null, pool.Posting(label))]));
            left.RemoveAll(row => Array.BinarySearch(pool.Posting(label), row) >= 0);
        }

        foreach (int row in left)
        {
            if (Single([row], own, out inseparable) is not { } selector)
            {
                return [];
            }

            selectors.Add(selector);
        }

        inseparable = [];
        return selectors;
    }

    // The label that takes in most of what is left: in one step as long as something is left, the first in order of meaning wins.
    private int? MostTelling(List<int> labels, List<int> left)
    {
        int best = -1, most = 0;
        foreach (int label in labels)
        {
            int taken = left.Count(row => Array.BinarySearch(pool.Posting(label), row) >= 0);
            if (taken > most)
            {
                (best, most) = (label, taken);
            }
        }

        return best < 0 ? null : best;
    }
}
