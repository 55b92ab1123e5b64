namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Bounds what the matchers of an evaluator keep, all together: in a large cluster nearly every pair of a subject and a peer has an answer of its own.
/// When there are too many, all are forgotten and made again when asked for.
/// </summary>
internal sealed class KeptAnswers
{
    private const int Most = 1 << 16;

    private readonly List<PeerMatcher> _holders = [];
    private int _count;

    /// <summary>A list for whoever prepares an answer.</summary>
    public List<PeerHit> Scratch { get; } = [];

    /// <summary>Counts an answer that a matcher is about to keep.</summary>
    /// <param name="matcher">The matcher.</param>
    /// <param name="isFirst">Whether it keeps none yet.</param>
    public void Add(PeerMatcher matcher, bool isFirst)
    {
        if (++_count > Most)
        {
            foreach (PeerMatcher holder in _holders)
            {
                holder.Forget();
            }

            _holders.Clear();
            (_count, isFirst) = (1, true);
        }

        if (isFirst)
        {
            _holders.Add(matcher);
        }
    }
}
