namespace FlowToPolicy.Review.Explaining;

/// <summary>Names that are spelled much like another one.</summary>
public static class NearNames
{
    private const int Most = 5;
    private const int LongestCompared = 256;

    /// <summary>The nearest of the known names, the best first; none when nothing is near.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">The names that exist.</param>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        string last = Last(name);
        return
        [
            .. known.Distinct()
                .Select(candidate => (Name: candidate, Distance: Math.Min(Distance(name, candidate), 1 + Distance(last, Last(candidate)))))
                .Where(candidate => candidate.Distance <= 1 + (last.Length / 3))
                .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(Most).Select(candidate => candidate.Name),
        ];
    }

    private static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];

    // Levenshtein's; names of Kubernetes are short, and what is longer is none.
    private static int Distance(string left, string right)
    {
        if (left.Length > LongestCompared || right.Length > LongestCompared)
        {
            return int.MaxValue - 1;
        }

        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
