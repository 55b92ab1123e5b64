namespace FlowToPolicy.Review.Replaying;

/// <summary>Divides numbered work among threads, of which each has a state of its own: whoever is done takes the next stretch.</summary>
internal static class Stretches
{
    private const int Length = 32;

    /// <summary>Does the work on as many threads as there are states, in no particular order.</summary>
    public static void Run<T>(IReadOnlyList<T> states, int count, Action<T, int> work)
    {
        int next = 0;
        Parallel.ForEach(states, new ParallelOptions { MaxDegreeOfParallelism = states.Count }, state =>
        {
            for (int from = Take(); from < count; from = Take())
            {
                for (int i = from; i < Math.Min(from + Length, count); i++)
                {
                    work(state, i);
                }
            }
        });

        int Take() => Interlocked.Add(ref next, Length) - Length;
    }
}
