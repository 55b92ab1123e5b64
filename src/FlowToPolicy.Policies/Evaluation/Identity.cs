namespace FlowToPolicy.Policies.Evaluation;

/// <summary>A peer as selectors see it: what of all selectors takes it in. Peers that are equal in that share one.</summary>
/// <param name="number">Tells identities apart.</param>
/// <param name="selectors">The numbers of the selectors that take it in, in ascending order.</param>
/// <param name="uncertain">The numbers of those that may take it in, in ascending order.</param>
/// <param name="doubts">What is not known of it, for each of the uncertain ones.</param>
/// <param name="isHost">Whether it is the subject's own node.</param>
internal sealed class Identity(int number, int[] selectors, int[] uncertain, Doubt[] doubts, bool isHost)
{
    /// <summary>Tells identities apart.</summary>
    public int Number { get; } = number;

    /// <summary>The numbers of the selectors that take it in, in ascending order.</summary>
    public int[] Selectors { get; } = selectors;

    /// <summary>The numbers of those that may take it in, in ascending order.</summary>
    public int[] Uncertain { get; } = uncertain;

    /// <summary>What is not known of it, for each of the uncertain selectors.</summary>
    public Doubt[] Doubts { get; } = doubts;

    /// <summary>Whether it is the subject's own node.</summary>
    public bool IsHost { get; } = isHost;
}
