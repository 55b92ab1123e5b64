using System.Numerics;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// Estimates how many distinct addresses there were in 1 KiB (HyperLogLog with 1 024 registers: standard error about 3 %).
/// Merging takes the larger register, so order does not matter.
/// </summary>
public sealed class DistinctSketch
{
    private const int IndexBits = 10;
    private const byte MaxRank = 64 - IndexBits + 1;

    /// <summary>How many registers, of one byte each, a sketch has.</summary>
    internal const int Registers = 1 << IndexBits;

    private readonly byte[] _ranks = new byte[Registers];

    /// <summary>The registers as bytes.</summary>
    internal ReadOnlySpan<byte> Ranks => _ranks;

    /// <summary>The sketch of registers that were written down; null when they are none.</summary>
    internal static DistinctSketch? Of(ReadOnlySpan<byte> ranks)
    {
        if (ranks.Length != Registers || ranks.ContainsAnyExceptInRange((byte)0, MaxRank))
        {
            return null;
        }

        var sketch = new DistinctSketch();
        ranks.CopyTo(sketch._ranks);
        return sketch;
    }

    /// <summary>Adds an address.</summary>
    public void Add(Address address)
    {
        ulong hash = Mix((ulong)address.Value ^ Mix((ulong)(address.Value >> 64) + (address.IsV4 ? 4UL : 6UL)));
        int index = (int)(hash >> (64 - IndexBits));
        byte rank = (byte)(BitOperations.LeadingZeroCount((hash << IndexBits) | (1UL << (IndexBits - 1))) + 1);
        if (rank > _ranks[index])
        {
            _ranks[index] = rank;
        }
    }

    /// <summary>Adds what another sketch saw.</summary>
    public void Merge(DistinctSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < Registers; i++)
        {
            _ranks[i] = Math.Max(_ranks[i], other._ranks[i]);
        }
    }

    /// <summary>The estimated number of distinct addresses.</summary>
    public long Estimate()
    {
        double sum = 0;
        int empty = 0;
        foreach (byte rank in _ranks)
        {
            sum += Math.ScaleB(1, -rank);
            empty += rank == 0 ? 1 : 0;
        }

        const double Bias = 0.7213 / (1 + (1.079 / Registers));
        double estimate = Bias * Registers * Registers / sum;
        return (long)Math.Round(estimate <= 2.5 * Registers && empty > 0 ? Registers * Math.Log((double)Registers / empty) : estimate);
    }

    /// <summary>A fixed 64-bit mix (splitmix64's finaliser), because the runtime's own hash differs from run to run.</summary>
    private static ulong Mix(ulong x)
    {
        x ^= x >> 30;
        x *= 0xBF58476D1CE4E5B9;
        x ^= x >> 27;
        x *= 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
