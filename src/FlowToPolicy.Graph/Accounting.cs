namespace FlowToPolicy.Graph;

/// <summary>Where every line (or message) of input went. The counts of <see cref="Reasons"/> and <see cref="Folded"/> add up to <see cref="Read"/>.</summary>
public sealed record Accounting
{
    /// <summary>Lines or messages read.</summary>
    public long Read { get; init; }

    /// <summary>Lines that became a sighting of an edge.</summary>
    public long Folded { get; init; }

    /// <summary>Lines that became none, by reason; sorted by reason.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Reasons { get; init; } = [];
}
