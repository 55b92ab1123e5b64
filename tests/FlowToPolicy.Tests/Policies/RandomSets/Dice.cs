namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Where the choices of a generated case come from: the same seed gives the same case on every machine.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    public int Below(int limit) => _random.Next(limit);

    /// <summary>True in so many cases of a hundred.</summary>
    public bool Chance(int percent) => _random.Next(100) < percent;

    public T One<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    /// <summary>One to <paramref name="most"/> values, few more often than many.</summary>
    public List<T> Some<T>(int most, Func<T> next)
    {
        List<T> list = [next()];
        while (list.Count < most && Chance(35))
        {
            list.Add(next());
        }

        return list;
    }

    /// <summary>The value in so many cases of a hundred, else null.</summary>
    public T? Perhaps<T>(int percent, Func<T> next)
        where T : class => Chance(percent) ? next() : null;
}
