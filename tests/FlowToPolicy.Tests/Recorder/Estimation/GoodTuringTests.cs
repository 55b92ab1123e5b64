using FlowToPolicy.Recorder.Estimation;

namespace FlowToPolicy.Tests.Recorder.Estimation;

public sealed class GoodTuringTests
{
    [Fact]
    public void Nothing_seen_says_nothing()
    {
        Assert.Equal(new Interval(0, 1, 1), GoodTuring.UnseenChance(0, 0, 0));
        Assert.True(double.IsPositiveInfinity(GoodTuring.NewKindsNextDay(1, 5, 0, 0).High));
    }

    [Fact]
    public void The_estimate_is_the_share_of_kinds_seen_once()
    {
        Interval chance = GoodTuring.UnseenChance(1000, 20, 10);

        Assert.Equal(0.02, chance.Estimate, 9);
        Assert.InRange(chance.Low, 0, 0.02);
        Assert.InRange(chance.High, 0.02, 0.05);
    }

    [Fact]
    public void Without_kinds_seen_once_the_rule_of_three_bounds_the_chance() =>
        Assert.Equal(new Interval(0, 0, 0.003), GoodTuring.UnseenChance(1000, 0, 0));

    [Theory]
    [InlineData(1.1, 2_000)]
    [InlineData(1.1, 20_000)]
    [InlineData(1.5, 5_000)]
    [InlineData(0.6, 5_000)]
    public void The_range_holds_the_true_chance_about_as_often_as_it_says(double skew, int draws)
    {
        const int Kinds = 2_000, Runs = 120;
        double[] weights = [.. Enumerable.Range(1, Kinds).Select(i => Math.Pow(i, -skew))];
        double sum = weights.Sum();
        double[] ends = new double[Kinds];
        double reached = 0;
        for (int i = 0; i < Kinds; i++)
        {
            ends[i] = reached += weights[i] / sum;
        }

        var random = new Random(7);
        int within = 0;
        double bias = 0;
        for (int run = 0; run < Runs; run++)
        {
            int[] seen = new int[Kinds];
            for (int i = 0; i < draws; i++)
            {
                int index = Array.BinarySearch(ends, random.NextDouble());
                seen[Math.Min(Kinds - 1, index < 0 ? ~index : index)]++;
            }

            double truth = Enumerable.Range(0, Kinds).Where(k => seen[k] == 0).Sum(k => weights[k] / sum);
            Interval estimate = GoodTuring.UnseenChance(draws, seen.Count(s => s == 1), seen.Count(s => s == 2));
            within += estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
            bias += (estimate.Estimate - truth) / Runs;
        }

        Assert.InRange(within / (double)Runs, 0.88, 1);
        Assert.InRange(bias, -0.003, 0.003);
    }

    [Fact]
    public void New_kinds_of_the_next_day_follow_from_those_seen_on_one_day()
    {
        Assert.Equal(new Interval(0, 2 - (9 / 45.0) + (12 / 120.0), 5), GoodTuring.NewKindsNextDay(10, 20, 9, 12));
        Assert.Equal(new Interval(0, 0, 0.3), GoodTuring.NewKindsNextDay(10, 0, 0, 0));
    }
}
