namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Compares the named ports of pods by their content, as keys of tables.</summary>
internal sealed class NamedPortList : IEqualityComparer<IReadOnlyList<NamedPort>>
{
    /// <summary>The comparer.</summary>
    public static NamedPortList Comparer { get; } = new();

    /// <inheritdoc/>
    public bool Equals(IReadOnlyList<NamedPort>? x, IReadOnlyList<NamedPort>? y)
    {
        if (ReferenceEquals(x, y))
        {
            return true;
        }

        if (x is null || y is null || x.Count != y.Count)
        {
            return false;
        }

        for (int i = 0; i < x.Count; i++)
        {
            if (x[i] != y[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public int GetHashCode(IReadOnlyList<NamedPort> obj)
    {
        int hash = obj.Count;
        for (int i = 0; i < obj.Count; i++)
        {
            hash = (hash * 31) + obj[i].Port;
        }

        return hash;
    }
}
