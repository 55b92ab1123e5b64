namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Compares lists of numbers by their content, as keys of tables.</summary>
internal sealed class NumberList : IEqualityComparer<int[]>
{
    /// <summary>The comparer.</summary>
    public static NumberList Comparer { get; } = new();

    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.AsSpan().SequenceEqual(y));

    /// <inheritdoc/>
    public int GetHashCode(int[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(obj.AsSpan()));
        return hash.ToHashCode();
    }
}
