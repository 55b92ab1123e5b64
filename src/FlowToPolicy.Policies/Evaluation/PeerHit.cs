namespace FlowToPolicy.Policies.Evaluation;

/// <summary>An entry that takes a peer in, or may.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Selector">The number of the selector by which; <see cref="Anybody"/> for an entry about everybody.</param>
/// <param name="Doubt">Why it is uncertain whether it takes the peer in; null when it is certain.</param>
internal readonly record struct PeerHit(PolicyEntry Entry, int Selector, Doubt? Doubt)
{
    /// <summary>Stands for the selector of everybody.</summary>
    public const int Anybody = -1;
}
