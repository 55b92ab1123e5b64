namespace FlowToPolicy.Review.Diffing;

/// <summary>How two policy sets differ in the connections that they let through.</summary>
public sealed record ConnectionDiffResult
{
    /// <summary>The connections that change, the gravest class first.</summary>
    public required IReadOnlyList<ConnectionChange> Changes { get; init; }

    /// <summary>Connections that were asked about and do not change: all that were observed, and those that rules which differ are about.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Connections of which one of the sets cannot be judged.</summary>
    public required int Unjudged { get; init; }

    /// <summary>Whether the two sets mean the same.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>How many connections change in one way.</summary>
    public int Count(ChangeClass kind) => Changes.Count(change => change.Class == kind);
}
