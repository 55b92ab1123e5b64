namespace FlowToPolicy.Recorder.Stores;

/// <summary>
/// What became of a merge. In an hour (or day) a node counts as read by both when the times in which the two read it share at least half of
/// the shorter one; then of its edges the larger counts are taken. Where they share less, both are added, and what lies in the shared time
/// counts twice. When a store read a node is known from its recording; of imported files it is the time from their first to their last flow.
/// </summary>
/// <param name="Buckets">How many hours and days were added.</param>
/// <param name="Shared">In how many of them both stores had read a node at the same time, so that larger counts were taken.</param>
/// <param name="Grazed">In how many of them the two shared less than half of a node's time, so that all was added.</param>
public sealed record MergeResult(int Buckets, int Shared, int Grazed)
{
    /// <summary>The nodes that both had read at the same time, sorted.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Edges of these nodes that both had seen, each counted once an hour or day.</summary>
    public long Edges { get; init; }

    /// <summary>Lines that were left out, because both are taken to hold them.</summary>
    public long LeftOut { get; init; }
}
