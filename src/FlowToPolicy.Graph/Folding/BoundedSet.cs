namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// The smallest members of a set, up to a limit. Because a value that is among the smallest in the end was among the smallest all
/// along, the result is the same in whatever order values come and sets are merged.
/// </summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="limit">How many are kept.</param>
/// <param name="order">What "small" means.</param>
public sealed class BoundedSet<T>(int limit, IComparer<T> order)
{
    private T[] _sorted = [];

    /// <summary>How many values are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Whether values were left out because there were more than the limit.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>The kept values, smallest first.</summary>
    public ReadOnlySpan<T> Values => _sorted.AsSpan(0, Count);

    /// <summary>Adds a value.</summary>
    public void Add(T value)
    {
        int index = Array.BinarySearch(_sorted, 0, Count, value, order);
        if (index >= 0)
        {
            return;
        }

        index = ~index;
        if (Count == limit)
        {
            Overflowed = true;
            if (index == Count)
            {
                return;
            }

            Count--;
        }
        else if (Count == _sorted.Length)
        {
            Array.Resize(ref _sorted, Math.Min(limit, Math.Max(2, Count * 2)));
        }

        Array.Copy(_sorted, index, _sorted, index + 1, Count - index);
        _sorted[index] = value;
        Count++;
    }

    /// <summary>Puts back what was known of a set that was written down: that values were left out of it.</summary>
    internal void Overflow() => Overflowed = true;

    /// <summary>Adds the values of another set.</summary>
    public void Merge(BoundedSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Overflowed |= other.Overflowed;
        foreach (T value in other.Values)
        {
            Add(value);
        }
    }
}
