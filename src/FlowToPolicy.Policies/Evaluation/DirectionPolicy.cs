namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Everything that holds for one direction of one subject, by peer selector.</summary>
internal sealed class DirectionPolicy
{
    /// <summary>A direction that no policy speaks about.</summary>
    public static DirectionPolicy Open { get; } = new()
    {
        IsEnforced = false,
        IsIsolated = false,
        AnyPeer = [],
        Selectors = [],
        Starts = [0],
        Selected = [],
        Doubtful = [],
        UsesAuthentication = false,
        DeniedByDefault = new Judgement(JudgementKind.DeniedByDefault, []),
    };

    /// <summary>Whether any rule speaks about the direction; if not, all is let through.</summary>
    public required bool IsEnforced { get; init; }

    /// <summary>Whether what no rule opens is denied.</summary>
    public required bool IsIsolated { get; init; }

    /// <summary>The entries for everybody.</summary>
    public required PolicyEntry[] AnyPeer { get; init; }

    /// <summary>The numbers of the selectors that have entries, in ascending order.</summary>
    public required int[] Selectors { get; init; }

    /// <summary>Where in <see cref="Selected"/> the entries for the peers of each of <see cref="Selectors"/> begin, and where the last ones end.</summary>
    public required int[] Starts { get; init; }

    /// <summary>The entries for the peers of selectors.</summary>
    public required PolicyEntry[] Selected { get; init; }

    /// <summary>The entries for the peers of a selector; none where it has none.</summary>
    public ReadOnlySpan<PolicyEntry> Of(int selector)
    {
        int at = Array.BinarySearch(Selectors, selector);
        return at < 0 ? [] : Selected.AsSpan(Starts[at], Starts[at + 1] - Starts[at]);
    }

    /// <summary>The entries that may take in other peers than their selectors do.</summary>
    public required PolicyEntry[] Doubtful { get; init; }

    /// <summary>Whether any entry names an authentication mode.</summary>
    public required bool UsesAuthentication { get; init; }

    /// <summary>The answer when nothing opens the direction.</summary>
    public required Judgement DeniedByDefault { get; init; }
}
