using System.Collections;

namespace FlowToPolicy.Identities;

/// <summary>
/// The labels of one identity: sorted, without duplicates, immutable. Equal sets are equal values,
/// whatever the order in which the labels arrived.
/// </summary>
public sealed class LabelSet : IReadOnlyList<Label>, IEquatable<LabelSet>, IComparable<LabelSet>
{
    private readonly Label[] _labels;
    private readonly int _hash;

    private LabelSet(Label[] sorted)
    {
        _labels = sorted;
        var hash = new HashCode();
        foreach (Label label in sorted)
        {
            hash.Add(label);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The set without labels.</summary>
    public static LabelSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _labels.Length;

    /// <inheritdoc/>
    public Label this[int index] => _labels[index];

    /// <summary>Builds a set from labels in any order; duplicates collapse.</summary>
    public static LabelSet Of(IEnumerable<Label> labels)
    {
        Label[] sorted = [.. labels.Distinct().Order()];
        return sorted.Length == 0 ? Empty : new LabelSet(sorted);
    }

    /// <summary>Builds a set from labels as flows print them (<c>k8s:app=web</c>).</summary>
    public static LabelSet Parse(params IEnumerable<string> labels) => Of(labels.Select(Label.Parse));

    /// <summary>This set with one label more (an equal key of the same source is replaced).</summary>
    public LabelSet With(Label label) =>
        Of(_labels.Where(l => l.Source != label.Source || l.Key != label.Key).Append(label));

    /// <summary>The value of <paramref name="key"/> in <paramref name="source"/>, or null when the set has no such label.</summary>
    public string? Find(string source, string key)
    {
        foreach (Label label in _labels)
        {
            if (label.Key == key && label.Source == source)
            {
                return label.Value;
            }
        }

        return null;
    }

    /// <summary>The value of a Kubernetes label, or null.</summary>
    public string? FindK8s(string key) => Find(Label.Kubernetes, key);

    /// <summary>Whether the set holds the label <c>reserved:name</c>.</summary>
    public bool IsReserved(string name) => Find(Label.Reserved, name) is not null;

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && _labels.AsSpan().SequenceEqual(other._labels));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Orders by the labels in turn; a prefix comes first.</summary>
    public int CompareTo(LabelSet? other) =>
        other is null ? 1 : ReferenceEquals(this, other) ? 0 : _labels.AsSpan().SequenceCompareTo(other._labels);

    /// <inheritdoc/>
    public IEnumerator<Label> GetEnumerator() => ((IEnumerable<Label>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _labels.GetEnumerator();

    /// <summary>The labels, separated by commas.</summary>
    public override string ToString() => string.Join(',', _labels);

    /// <summary>Orders by the labels in turn.</summary>
    public static bool operator <(LabelSet left, LabelSet right) => left.CompareTo(right) < 0;

    /// <summary>Orders by the labels in turn.</summary>
    public static bool operator >(LabelSet left, LabelSet right) => left.CompareTo(right) > 0;

    /// <summary>Orders by the labels in turn.</summary>
    public static bool operator <=(LabelSet left, LabelSet right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by the labels in turn.</summary>
    public static bool operator >=(LabelSet left, LabelSet right) => left.CompareTo(right) >= 0;

    /// <summary>Compares the labels.</summary>
    public static bool operator ==(LabelSet? left, LabelSet? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares the labels.</summary>
    public static bool operator !=(LabelSet? left, LabelSet? right) => !(left == right);
}
