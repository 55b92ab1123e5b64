namespace FlowToPolicy.Recorder.Estimation;

/// <summary>
/// Estimates of what a sample has not shown yet, from how many kinds were seen once and twice. They assume that connections (or days)
/// are drawn independently and that the cluster does not change; a rollout or a quarterly job is outside of what any window can tell.
/// </summary>
public static class GoodTuring
{
    private const double Z = 1.959964;

    /// <summary>
    /// The chance that the next draw is of a kind that was never drawn: f1 / n, with the range of Esty (1983),
    /// variance (f1 (n - f1) / n + 2 f2) / n^2; when no kind was seen once, at most 3 / n (the rule of three).
    /// </summary>
    /// <param name="draws">All draws; n.</param>
    /// <param name="once">Kinds that were drawn once; f1.</param>
    /// <param name="twice">Kinds that were drawn twice; f2.</param>
    public static Interval UnseenChance(long draws, long once, long twice)
    {
        if (draws <= 0)
        {
            return new Interval(0, 1, 1);
        }

        double n = draws;
        double estimate = Math.Min(1, once / n);
        double deviation = Math.Sqrt(Math.Max(0, (once * (n - once) / n) + (2.0 * twice))) / n;
        return new Interval(
            Math.Max(0, estimate - (Z * deviation)),
            estimate,
            Math.Min(1, Math.Max(estimate + (Z * deviation), 3 / n)));
    }

    /// <summary>
    /// How many new kinds the next day will show, where a day is one draw that shows many kinds: Good and Toulmin's series for incidence data,
    /// q1 / t - q2 / C(t,2) + q3 / C(t,3), cut off there because later terms only add noise. The range is that of the count itself: it takes in
    /// how uncertain the estimate is and that the day itself is chance; when no kind was seen on one day only, at most 3 / t.
    /// </summary>
    /// <param name="days">Days observed; t.</param>
    /// <param name="onOneDay">Kinds that were seen on one day only; q1.</param>
    /// <param name="onTwoDays">Kinds that were seen on two days; q2.</param>
    /// <param name="onThreeDays">Kinds that were seen on three days; q3.</param>
    public static Interval NewKindsNextDay(int days, long onOneDay, long onTwoDays, long onThreeDays)
    {
        if (days <= 1)
        {
            return new Interval(0, onOneDay, double.PositiveInfinity);
        }

        double t = days;
        double pairs = t * (t - 1) / 2, triples = Math.Max(1, pairs * (t - 2) / 3);
        double second = onTwoDays / pairs, third = days > 3 ? onThreeDays / triples : 0;
        double estimate = Math.Max(0, (onOneDay / t) - second + third);
        double deviation = Math.Sqrt(estimate + (onOneDay / (t * t)) + (second / pairs) + (third / triples));
        return new Interval(
            Math.Max(0, Math.Ceiling(estimate - (Z * deviation) - 0.5)),
            estimate,
            Math.Max(Math.Floor(estimate + (Z * deviation) + 0.5), 3 / t));
    }

    /// <summary>
    /// At least how many kinds were never seen (Chao 2, bias-corrected): (t - 1) / t * q1 (q1 - 1) / (2 (q2 + 1)).
    /// </summary>
    /// <param name="days">Days observed; t.</param>
    /// <param name="onOneDay">Kinds that were seen on one day only; q1.</param>
    /// <param name="onTwoDays">Kinds that were seen on two days; q2.</param>
    public static double UnseenKindsAtLeast(int days, long onOneDay, long onTwoDays) =>
        days <= 1 ? 0 : (days - 1.0) / days * onOneDay * (onOneDay - 1) / (2.0 * (onTwoDays + 1));
}
