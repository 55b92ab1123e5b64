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

    /// <summary>How often its most repeated part is repeated, nested repetitions multiplied.</summary>
    public int Repetitions => Math.Max(_inner, _last);

    /// <summary>A new piece begins, in which a part is repeated so often.</summary>
    public void Begin(int repetitions = 1)
    {
        _inner = Repetitions;
        _last = repetitions;
        HasPiece = true;
    }

    /// <summary>A new alternative begins.</summary>
    public void Alternate() => HasPiece = false;

    /// <summary>The last piece is repeated. False when it is too much.</summary>
    public bool Repeat(int times, int limit)
    {
        _last = times == 0 ? 1 : _last * times;
        return _last <= limit;
    }
}
