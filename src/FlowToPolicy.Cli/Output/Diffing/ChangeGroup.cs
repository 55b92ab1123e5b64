using FlowToPolicy.Review.Diffing;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>Changes of one class between the same two ends, told in one line with all their ports.</summary>
/// <param name="Class">The class.</param>
/// <param name="Client">Who calls.</param>
/// <param name="Server">Who is called.</param>
/// <param name="Changes">The changes.</param>
internal sealed record ChangeGroup(ChangeClass Class, string Client, string Server, IReadOnlyList<ConnectionChange> Changes)
{
    /// <summary>How often the connections were seen.</summary>
    public long Seen => Changes.Sum(change => change.Observed?.Count ?? 0);

    /// <summary>The ports in words.</summary>
    public string Ports => string.Join(", ", Changes.Select(change => change.Ports).Distinct());

    /// <summary>Groups of changes, in their order.</summary>
    public static IEnumerable<ChangeGroup> Of(IEnumerable<ConnectionChange> changes) =>
        changes.GroupBy(change => (change.Class, change.Client, change.Server)).Select(group => new ChangeGroup(group.Key.Class, group.Key.Client, group.Key.Server, [.. group]));
}
