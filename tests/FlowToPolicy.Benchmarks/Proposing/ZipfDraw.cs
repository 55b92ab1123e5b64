namespace FlowToPolicy.Benchmarks.Proposing;

/// <summary>Draws numbers of which the first come up most often: number k with a weight of 1 / (k + 1)^exponent.</summary>
internal sealed class ZipfDraw
{
    private readonly double[] _upTo;

    public ZipfDraw(int count, double exponent)
    {
        _upTo = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            _upTo[i] = sum += Math.Pow(i + 1, -exponent);
        }
    }

    public int Next(Random random)
    {
        int at = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return Math.Min(at < 0 ? ~at : at, _upTo.Length - 1);
    }
}
