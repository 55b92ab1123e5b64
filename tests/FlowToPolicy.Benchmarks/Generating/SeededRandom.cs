namespace FlowToPolicy.Benchmarks.Generating;

/// <summary>
/// Numbers by chance that depend on the seed alone (SplitMix64, by Steele, Lea and Flood): several are drawn for each line, and 64 bits
/// never repeat before all have come.
/// </summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed * 0xD1342543DE82EF95;

    /// <summary>Any 64 bits.</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>True so many times of a thousand.</summary>
    public bool Of1000(int times) => Below(1000) < times;
}
