using System.Runtime.InteropServices;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Compares lists of numbers by their content, as keys of tables that are asked with spans.</summary>
internal sealed class NumberList : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
{
    /// <summary>The comparer.</summary>
    public static NumberList Comparer { get; } = new();

    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.AsSpan().SequenceEqual(y));

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

    /// <inheritdoc/>
    public int GetHashCode(int[] obj) => GetHashCode(obj.AsSpan());

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<int> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(alternate));
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
}
