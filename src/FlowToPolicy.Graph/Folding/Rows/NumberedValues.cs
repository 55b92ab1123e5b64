using System.Diagnostics.CodeAnalysis;

namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>Short numbers for values that repeat. Numbers are given in turn and stay.</summary>
/// <typeparam name="T">What is numbered.</typeparam>
public sealed class NumberedValues<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly Dictionary<int, T> _values = [];
    private List<KeyValuePair<int, T>> _new = [];
    private HashSet<int>? _used;
    private int _next = 1;

    /// <summary>How many values have a number.</summary>
    public int Count => _values.Count;

    /// <summary>All values.</summary>
    public IEnumerable<T> Values => _values.Values;

    /// <summary>The number of a value; a new one when it has none yet.</summary>
    public int NumberOf(T value)
    {
        if (!_numbers.TryGetValue(value, out int number))
        {
            number = _next;
            _next = checked(_next + 1);
            _numbers.Add(value, number);
            _values.Add(number, value);
            _new.Add(new(number, value));
        }

        _used?.Add(number);
        return number;
    }

    /// <summary>The value of a number; false when there is none.</summary>
    public bool TryGet(int number, [MaybeNullWhen(false)] out T value)
    {
        _used?.Add(number);
        return _values.TryGetValue(number, out value);
    }

    /// <summary>Puts back a value with the number that it had. Throws <see cref="RowException"/> when either is taken or the number is none.</summary>
    public void Restore(int number, T value)
    {
        if (number is <= 0 or int.MaxValue || !_values.TryAdd(number, value) || !_numbers.TryAdd(value, number))
        {
            throw new RowException("two values have one number, or one value has two");
        }

        _next = Math.Max(_next, number + 1);
    }

    /// <summary>The values that got a number since this was asked last.</summary>
    public IReadOnlyList<KeyValuePair<int, T>> TakeNew()
    {
        List<KeyValuePair<int, T>> taken = _new;
        _new = [];
        return taken;
    }

    /// <summary>From now on remembers which numbers are used.</summary>
    public void Watch() => _used = [];

    /// <summary>Forgets all values that were not used since <see cref="Watch"/>, and gives their numbers.</summary>
    public IReadOnlyList<int> ForgetUnused()
    {
        HashSet<int> used = _used ?? throw new InvalidOperationException("Nobody watched which values are used.");
        int[] unused = [.. _values.Keys.Where(number => !used.Contains(number)).Order()];
        foreach (int number in unused)
        {
            _values.Remove(number, out T? value);
            _numbers.Remove(value!);
        }

        _used = null;
        return unused;
    }
}
