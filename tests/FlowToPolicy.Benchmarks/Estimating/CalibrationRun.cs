using System.Globalization;
using FlowToPolicy.Recorder.Estimation;

namespace FlowToPolicy.Benchmarks.Estimating;

/// <summary>
/// Holds the estimates of what a window has not shown against the truth: clusters whose edges are used at known, skewed rates are watched
/// for some days, many times over. Prints one row for each kind of cluster.
/// </summary>
internal static class CalibrationRun
{
    private const int Edges = 2_000;

    /// <summary>Runs it. Numbers: runs for each row, seed.</summary>
    public static int Run(int[] numbers)
    {
        int runs = numbers.Length > 0 ? numbers[0] : 400, seed = numbers.Length > 1 ? numbers[1] : 1;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Edges} edges, {runs} windows a row, seed {seed}. 'held' is how often the range of 95 % holds the truth."));
        Console.WriteLine();
        Console.WriteLine("| Skew | Days | Connections a day | Edges seen | Unseen chance: truth | estimate | held | New edges next day: truth | estimate | held |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach ((double skew, int days, int connections) in ((double, int, int)[])[(0.6, 7, 2_000), (1, 7, 2_000), (1, 14, 2_000), (1.5, 14, 2_000), (1.5, 14, 20_000), (2, 14, 20_000)])
        {
            Console.WriteLine(Row(skew, days, connections, runs, seed));
        }

        return 0;
    }

    private static string Row(double skew, int days, int connections, int runs, int seed)
    {
        double[] rates = [.. Enumerable.Range(1, Edges).Select(rank => Math.Pow(rank, -skew))];
        double scale = connections / rates.Sum();
        rates = [.. rates.Select(rate => rate * scale)];
        var random = new Random(seed);
        var chance = new Calibration();
        var next = new Calibration();
        double seen = 0;
        for (int run = 0; run < runs; run++)
        {
            Window window = Watch(rates, days, random);
            seen += (double)window.Edges / runs;
            chance.Add(window.UnseenChance, GoodTuring.UnseenChance(window.Connections, window.Once, window.Twice));
            next.Add(window.NewNextDay, GoodTuring.NewKindsNextDay(days, window.On[1], window.On[2], window.On[3]));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {skew} | {days} | {connections} | {seen:F0} | {chance.Truth / runs:P3} | {chance.Estimate / runs:P3} | {(double)chance.Held / runs:P0} | {next.Truth / runs:F2} | {next.Estimate / runs:F2} | {(double)next.Held / runs:P0} |");
    }

    private static Window Watch(double[] rates, int days, Random random)
    {
        var window = new Window();
        double total = rates.Sum();
        foreach (double rate in rates)
        {
            long count = 0;
            int onDays = 0;
            for (int day = 0; day < days; day++)
            {
                int made = Poisson(rate, random);
                count += made;
                onDays += made > 0 ? 1 : 0;
            }

            window.Connections += count;
            window.Edges += count > 0 ? 1 : 0;
            window.Once += count == 1 ? 1 : 0;
            window.Twice += count == 2 ? 1 : 0;
            window.On[onDays]++;
            window.UnseenChance += count == 0 ? rate / total : 0;
            window.NewNextDay += count == 0 && Poisson(rate, random) > 0 ? 1 : 0;
        }

        return window;
    }

    /// <summary>Knuth's method; large rates as the normal distribution that they come near to.</summary>
    private static int Poisson(double rate, Random random)
    {
        if (rate > 30)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return Math.Max(0, (int)Math.Round(rate + (Math.Sqrt(rate) * normal)));
        }

        double limit = Math.Exp(-rate), product = random.NextDouble();
        int count = 0;
        while (product > limit)
        {
            count++;
            product *= random.NextDouble();
        }

        return count;
    }

    private sealed class Window
    {
        public long Connections { get; set; }

        public int Edges { get; set; }

        public int Once { get; set; }

        public int Twice { get; set; }

        public long[] On { get; } = new long[32];

        public double UnseenChance { get; set; }

        public double NewNextDay { get; set; }
    }

    private sealed class Calibration
    {
        public double Truth { get; private set; }

        public double Estimate { get; private set; }

        public int Held { get; private set; }

        public void Add(double truth, Interval estimate)
        {
            Truth += truth;
            Estimate += estimate.Estimate;
            Held += estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
        }
    }
}
