using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Synthesis.Selectors;

/// <summary>The requirements that rows of a pool have to offer, in order of meaning.</summary>
internal sealed class RequirementSource(LabelPool pool)
{
    /// <summary>More negative expressions than this make a selector that nobody can read: the workloads share one instead.</summary>
    public const int MostNegatives = 16;

    // Of more keys than this only those that keep out most are tried.
    private const int MostTried = 200;

    // A key with more values than this in one workload is a serial number, not a name.
    private const int MostValues = 20;

    /// <summary>The labels that all of the rows carry; of several that the very same pods carry only the most telling one.</summary>
    public List<Requirement> Labels(IReadOnlyList<int> rows, bool serviceAccount)
    {
        var requirements = new List<Requirement>();
        foreach (int label in pool.CommonLabels(rows))
        {
            if (pool.Representative(label) == label && pool.IsServiceAccount(label) == serviceAccount)
            {
                Label found = pool.Label(label);
                requirements.Add(new Requirement(Written(found.Key), found.Value, null, pool.Posting(label)));
            }
        }

        return requirements;
    }

    /// <summary>Keys that all of the rows carry with several values: one of these values is demanded.</summary>
    public IEnumerable<Requirement> ValueSets(IReadOnlyList<int> rows, bool serviceAccount)
    {
        foreach (int label in rows.Count < 2 ? [] : pool.Row(rows[0]))
        {
            string key = pool.Label(label).Key;
            if (pool.IsServiceAccount(label) == serviceAccount && ValuesOf(key, rows) is { Count: > 1 } labels)
            {
                int[] matching = [.. labels.SelectMany(pool.Posting).Distinct().Order()];
                var expression = new SelectorExpression(Written(key), SelectorOperator.In, [.. labels.Select(l => pool.Label(l).Value)]);
                yield return new Requirement(expression.Key, null, expression, matching);
            }
        }
    }

    /// <summary>
    /// What the rows lack and <paramref name="foreign"/> rows have: keys that must be absent, then values that must not be there. None when
    /// even the strongest of them together could not keep out all foreign rows.
    /// </summary>
    public List<Requirement> Negatives(IReadOnlyList<int> rows, IReadOnlyList<int> foreign, bool serviceAccount)
    {
        HashSet<string> ownKeys = [.. rows.SelectMany(pool.Row).Select(label => pool.Label(label).Key)];
        HashSet<int> ownLabels = [.. rows.SelectMany(pool.Row)];
        var carriers = new SortedDictionary<int, (string Key, HashSet<int> Rows, SortedSet<string> Values)>();
        foreach (int row in foreign)
        {
            foreach (int label in pool.Row(row))
            {
                if (!ownLabels.Contains(label) && (serviceAccount || !pool.IsServiceAccount(label)))
                {
                    Collect(carriers, label, row);
                }
            }
        }

        List<(string Key, HashSet<int> Rows, SortedSet<string> Values)> useful =
            [.. carriers.Values.Where(carrier => !ownKeys.Contains(carrier.Key) || carrier.Values.Count <= MostValues)];
        if (useful.Select(carrier => carrier.Rows.Count).OrderDescending().Take(MostNegatives).Sum() < foreign.Count)
        {
            return [];
        }

        HashSet<string> tried = [.. useful.OrderByDescending(carrier => carrier.Rows.Count).Take(MostTried).Select(carrier => carrier.Key)];
        return [.. useful.Where(carrier => tried.Contains(carrier.Key))
            .Select(carrier => (IsValue: ownKeys.Contains(carrier.Key), Carrier: carrier))
            .OrderBy(found => found.IsValue)
            .Select(found => Negative(found.Carrier.Key, found.IsValue ? [.. found.Carrier.Values] : null, foreign, found.Carrier.Rows))];
    }

    /// <summary>The requirement that a key be absent, whoever carries it.</summary>
    public static Requirement Absent(string key, IReadOnlyList<int> foreign, IReadOnlySet<int> carriers) => Negative(key, null, foreign, carriers);

    /// <summary>The key as a selector spells it: keys of Cilium itself with their source.</summary>
    public static string Written(string key) => key.StartsWith("io.", StringComparison.Ordinal) ? $"{Label.Kubernetes}:{key}" : key;

    // The labels of a key on all of the rows; null when one lacks it or they are too many.
    private SortedSet<int>? ValuesOf(string key, IReadOnlyList<int> rows)
    {
        var labels = new SortedSet<int>();
        foreach (int row in rows)
        {
            int found = pool.Find(row, key);
            if (found < 0)
            {
                return null;
            }

            labels.Add(found);
            if (labels.Count > MostValues)
            {
                return null;
            }
        }

        return labels;
    }

    private void Collect(SortedDictionary<int, (string Key, HashSet<int> Rows, SortedSet<string> Values)> carriers, int label, int row)
    {
        // The smallest label of a key stands for the key, which keeps the order of meaning.
        Label found = pool.Label(label);
        int first = pool.FirstOfKey(label);
        if (!carriers.TryGetValue(first, out var carrier))
        {
            carriers[first] = carrier = (found.Key, [], new SortedSet<string>(StringComparer.Ordinal));
        }

        carrier.Rows.Add(row);
        carrier.Values.Add(found.Value);
    }

    private static Requirement Negative(string key, IReadOnlyList<string>? values, IReadOnlyList<int> foreign, IReadOnlySet<int> excluded)
    {
        SelectorOperator negation = values is null ? SelectorOperator.DoesNotExist : SelectorOperator.NotIn;
        var expression = new SelectorExpression(Written(key), negation, values ?? []);
        return new Requirement(expression.Key, null, expression, [.. foreign.Where(row => !excluded.Contains(row))]);
    }
}
