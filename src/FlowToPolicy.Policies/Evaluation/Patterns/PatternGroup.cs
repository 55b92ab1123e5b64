namespace FlowToPolicy.Policies.Evaluation.Patterns;

/// <summary>What is known of the group that is being read.</summary>
internal sealed class PatternGroup(PatternFlags flags)
{
    private int _inner = 1;
    private int _last = 1;

    /// <summary>The flags in force.</summary>
    public PatternFlags Flags { get; set; } = flags;

    /// <summary>Whether there is something that a repetition sign can stand behind.</summary>
    public bool HasPiece { get; private set; }

    /// <summary>Whether the last piece is repeated already.</summary>
    public bool IsRepeated { get; private set; }

    /// <summary>How often its most repeated part is repeated, nested repetitions multiplied.</summary>
    public int Repetitions => Math.Max(_inner, _last);

    /// <summary>A new piece begins, in which a part is repeated so often.</summary>
    public void Begin(int repetitions = 1)
    {
        _inner = Repetitions;
        _last = repetitions;
        HasPiece = true;
        IsRepeated = false;
    }

    /// <summary>A new alternative begins.</summary>
    public void Alternate() => HasPiece = false;

    /// <summary>The last piece is repeated, without a bound that would count.</summary>
    public void Repeat() => IsRepeated = true;

    /// <summary>The last piece is repeated. False when it is too much (regexp/syntax repeatIsValid).</summary>
    /// <param name="least">How often at least.</param>
    /// <param name="most">How often at most; -1 for no bound.</param>
    /// <param name="limit">How often any part may be repeated, nested repetitions multiplied.</param>
    public bool Repeat(int least, int most, int limit)
    {
        IsRepeated = true;

        // What never comes counts for nothing, what may come any number of times counts once.
        _last = most == 0 ? 1 : _last * Math.Max(most < 0 ? least : most, 1);
        return _last <= limit;
    }
}
