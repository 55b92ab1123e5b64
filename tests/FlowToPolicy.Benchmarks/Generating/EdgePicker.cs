namespace FlowToPolicy.Benchmarks.Generating;

/// <summary>
/// Draws edges as traffic does: by Zipf's law, the busiest one as often as the second and third together (Walker's alias method, one
/// look-up a draw).
/// </summary>
internal sealed class EdgePicker
{
    private readonly uint[] _threshold;
    private readonly int[] _alias;

    /// <summary>Prepares the draws of so many edges, the first being the busiest.</summary>
    public EdgePicker(int edges)
    {
        _threshold = new uint[edges];
        _alias = new int[edges];
        double sum = 0;
        for (int i = 0; i < edges; i++)
        {
            sum += 1.0 / (i + 1);
        }

        var share = new double[edges];
        var below = new Stack<int>();
        var above = new Stack<int>();
        for (int i = 0; i < edges; i++)
        {
            share[i] = edges / (sum * (i + 1));
            (share[i] < 1 ? below : above).Push(i);
        }

        while (below.Count > 0 && above.Count > 0)
        {
            int small = below.Pop(), large = above.Pop();
            _threshold[small] = (uint)(share[small] * uint.MaxValue);
            _alias[small] = large;
            share[large] -= 1 - share[small];
            (share[large] < 1 ? below : above).Push(large);
        }

        foreach (int rest in below.Concat(above))
        {
            _threshold[rest] = uint.MaxValue;
            _alias[rest] = rest;
        }
    }

    /// <summary>The number of an edge.</summary>
    public int Draw(SeededRandom random)
    {
        int slot = random.Below(_alias.Length);
        return (uint)random.Next() <= _threshold[slot] ? slot : _alias[slot];
    }
}
