namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Everything that holds for one direction of one subject, by peer selector.</summary>
internal sealed class DirectionPolicy
{
    private readonly Dictionary<int, PolicyEntry[]> _bySelector;

    /// <summary>Sorts the entries by selector.</summary>
    /// <param name="isEnforced">Whether any rule speaks about the direction; if not, all is let through.</param>
    /// <param name="isIsolated">Whether what no rule opens is denied.</param>
    /// <param name="isolating">The rules that close the direction.</param>
    /// <param name="anyPeer">The entries for everybody.</param>
    /// <param name="bySelector">The entries for the peers of a selector.</param>
    /// <param name="doubtful">The entries that may take in other peers than their selectors do.</param>
    public DirectionPolicy(
        bool isEnforced, bool isIsolated, IReadOnlyList<RuleReference> isolating, PolicyEntry[] anyPeer, Dictionary<int, PolicyEntry[]> bySelector, PolicyEntry[] doubtful)
    {
        IsEnforced = isEnforced;
        IsIsolated = isIsolated;
        AnyPeer = anyPeer;
        _bySelector = bySelector;
        Doubtful = doubtful;
        SelectorNumbers = [.. bySelector.Keys.Order()];
        DeniedByDefault = new Judgement(JudgementKind.DeniedByDefault, isolating);
        UsesAuthentication = anyPeer.Concat(bySelector.Values.SelectMany(entries => entries)).Any(entry => entry.Authentication is not null);
    }

    /// <summary>A direction that no policy speaks about.</summary>
    public static DirectionPolicy Open { get; } = new(isEnforced: false, isIsolated: false, [], [], [], []);

    /// <summary>Whether any rule speaks about the direction.</summary>
    public bool IsEnforced { get; }

    /// <summary>Whether what no rule opens is denied.</summary>
    public bool IsIsolated { get; }

    /// <summary>The entries for everybody.</summary>
    public PolicyEntry[] AnyPeer { get; }

    /// <summary>The numbers of the selectors that have entries, in ascending order.</summary>
    public int[] SelectorNumbers { get; }

    /// <summary>The entries that may take in other peers than their selectors do.</summary>
    public PolicyEntry[] Doubtful { get; }

    /// <summary>Whether any entry names an authentication mode.</summary>
    public bool UsesAuthentication { get; }

    /// <summary>The answer when nothing opens the direction.</summary>
    public Judgement DeniedByDefault { get; }

    /// <summary>The entries for the peers of a selector; null for none.</summary>
    public PolicyEntry[]? Entries(int selector) => _bySelector.GetValueOrDefault(selector);
}
