using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Synthesis.Selectors;

/// <summary>
/// The labels of all observed pods of one namespace, as numbers: a row is a distinct set of usable labels, a label's number grows with
/// the order of meaning, and each label knows the rows that carry it.
/// </summary>
internal sealed class LabelPool
{
    private readonly Label[] _labels;
    private readonly int[][] _rows;
    private readonly int[][] _postings;
    private readonly int[] _representative;
    private readonly List<End>[] _owners;
    private readonly Dictionary<string, int> _firstOfKey = new(StringComparer.Ordinal);

    /// <summary>Reads the label sets of <paramref name="ends"/>, which are given in a stable order.</summary>
    public LabelPool(IReadOnlyList<End> ends)
    {
        Label[] all = [.. ends.SelectMany(end => end.LabelSets).SelectMany(set => set).Distinct()];

        // A pod with a value that no selector can name still has the key, so that neither presence nor absence of the key is safe to ask for.
        HashSet<string> unnameable = [.. all.Where(label => !SelectorKeys.IsValidValue(label.Value)).Select(label => label.Key)];
        _labels = [.. all.Where(label => SelectorKeys.IsUsable(label) && !unnameable.Contains(label.Key))
            .OrderBy(label => SelectorKeys.Rank(label.Key)).ThenBy(label => label.Key, StringComparer.Ordinal).ThenBy(label => label.Value, StringComparer.Ordinal)];
        var numbers = new Dictionary<Label, int>(_labels.Length);
        for (int i = 0; i < _labels.Length; i++)
        {
            numbers[_labels[i]] = i;
            _firstOfKey.TryAdd(_labels[i].Key, i);
        }

        var found = new Dictionary<int[], int>(IntArrayComparer.Instance);
        var rows = new List<int[]>();
        var owners = new List<List<End>>();
        foreach (End end in ends)
        {
            foreach (LabelSet set in end.LabelSets)
            {
                int[] row = [.. set.Where(numbers.ContainsKey).Select(label => numbers[label]).Order()];
                if (!found.TryGetValue(row, out int index))
                {
                    index = found[row] = rows.Count;
                    rows.Add(row);
                    owners.Add([]);
                }

                if (owners[index].Count == 0 || owners[index][^1] != end)
                {
                    owners[index].Add(end);
                }
            }
        }

        _rows = [.. rows];
        _owners = [.. owners];
        _postings = Invert();
        _representative = FindRepresentatives();
    }

    /// <summary>How many distinct rows there are.</summary>
    public int RowCount => _rows.Length;

    /// <summary>The labels of a row, ascending.</summary>
    public int[] Row(int row) => _rows[row];

    /// <summary>The ends that have pods with the labels of a row.</summary>
    public IReadOnlyList<End> Owners(int row) => _owners[row];

    /// <summary>The label behind a number.</summary>
    public Label Label(int label) => _labels[label];

    /// <summary>The rows that carry a label, ascending.</summary>
    public int[] Posting(int label) => _postings[label];

    /// <summary>The first label, in order of meaning, that the very same rows carry.</summary>
    public int Representative(int label) => _representative[label];

    /// <summary>The first label, in order of meaning, that has the same key.</summary>
    public int FirstOfKey(int label) => _firstOfKey[_labels[label].Key];

    /// <summary>Whether the label is the service account.</summary>
    public bool IsServiceAccount(int label) => _labels[label].Key == LabelKeys.ServiceAccount;

    /// <summary>The label that a row has for a key, or -1.</summary>
    public int Find(int row, string key)
    {
        if (!_firstOfKey.TryGetValue(key, out int first))
        {
            return -1;
        }

        int[] labels = _rows[row];
        int at = Array.BinarySearch(labels, first);
        at = at < 0 ? ~at : at;
        return at < labels.Length && _labels[labels[at]].Key == key ? labels[at] : -1;
    }

    /// <summary>The labels that all of the rows carry, ascending.</summary>
    public List<int> CommonLabels(IReadOnlyList<int> rows)
    {
        var common = new List<int>(_rows[rows[0]]);
        for (int i = 1; i < rows.Count && common.Count > 0; i++)
        {
            int[] row = _rows[rows[i]];
            common.RemoveAll(label => Array.BinarySearch(row, label) < 0);
        }

        return common;
    }

    private int[][] Invert()
    {
        int[] sizes = new int[_labels.Length];
        foreach (int[] row in _rows)
        {
            foreach (int label in row)
            {
                sizes[label]++;
            }
        }

        int[][] postings = [.. sizes.Select(size => new int[size])];
        Array.Clear(sizes);
        for (int i = 0; i < _rows.Length; i++)
        {
            foreach (int label in _rows[i])
            {
                postings[label][sizes[label]++] = i;
            }
        }

        return postings;
    }

    private int[] FindRepresentatives()
    {
        var first = new Dictionary<int[], int>(IntArrayComparer.Instance);
        int[] representative = new int[_labels.Length];
        for (int label = 0; label < _labels.Length; label++)
        {
            if (!first.TryGetValue(_postings[label], out int earlier))
            {
                first[_postings[label]] = earlier = label;
            }

            representative[label] = earlier;
        }

        return representative;
    }

    private sealed class IntArrayComparer : IEqualityComparer<int[]>
    {
        public static IntArrayComparer Instance { get; } = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = new HashCode();
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(obj.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
