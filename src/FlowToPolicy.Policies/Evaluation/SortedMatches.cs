namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Walks the numbers that two ascending lists share: the shorter list is walked, the longer one searched.
/// </summary>
internal ref struct SortedMatches
{
    private readonly ReadOnlySpan<int> _walked;
    private readonly ReadOnlySpan<int> _searched;
    private int _at;

    /// <summary>Begins the walk.</summary>
    public SortedMatches(int[] left, int[] right)
    {
        bool leftIsShorter = left.Length <= right.Length;
        _walked = leftIsShorter ? left : right;
        _searched = leftIsShorter ? right : left;
    }

    /// <summary>The next shared number; false at the end.</summary>
    public bool Next(out int number)
    {
        while (_at < _walked.Length)
        {
            number = _walked[_at++];
            if (_searched.BinarySearch(number) >= 0)
            {
                return true;
            }
        }

        number = 0;
        return false;
    }
}
