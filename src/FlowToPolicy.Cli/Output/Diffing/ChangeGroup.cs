using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Diffing;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>Changes of one class that are told in one line: between the same two ends, or of one end with many others on the same ports.</summary>
/// <param name="Class">The class.</param>
/// <param name="Clients">Who calls: one end, or many.</param>
/// <param name="Servers">Who is called: one end, or many.</param>
/// <param name="Changes">The changes.</param>
internal sealed record ChangeGroup(ChangeClass Class, IReadOnlyList<string> Clients, IReadOnlyList<string> Servers, IReadOnlyList<ConnectionChange> Changes)
{
    /// <summary>How often the connections were seen.</summary>
    public long Seen => Changes.Sum(change => change.Observed?.Count ?? 0);

    /// <summary>Whether they were observed, and none was let through then.</summary>
    public bool WasStopped => Changes.All(change => change.Observed is { WasLetThrough: false });

    /// <summary>Groups of changes between the same two ends, in their order.</summary>
    public static IEnumerable<ChangeGroup> Of(IEnumerable<ConnectionChange> changes) =>
        changes.GroupBy(change => (change.Class, change.Client, change.Server))
            .Select(group => new ChangeGroup(group.Key.Class, [group.Key.Client], [group.Key.Server], [.. group]));

    /// <summary>
    /// The same, with what was never observed folded further: all clients for whom the same ports of a server open or close by the same rules are
    /// one group, and then all servers of a client.
    /// </summary>
    public static IReadOnlyList<ChangeGroup> Folded(IEnumerable<ConnectionChange> changes)
    {
        ChangeGroup[] pairs = [.. Of(changes)];
        IEnumerable<ChangeGroup> unseen = pairs.Where(pair => pair.Changes.All(change => change.Observed is null));
        IEnumerable<ChangeGroup> byServer = unseen.GroupBy(pair => (pair.Class, pair.Servers[0], pair.Ports, pair.Rules)).Select(Merged);
        IEnumerable<ChangeGroup> byClient = byServer.GroupBy(group => group.Clients.Count > 1 ? (group.Class, group.Servers[0], "", "s") : (group.Class, group.Clients[0], group.Ports, group.Rules))
            .SelectMany(same => same.First().Clients.Count > 1 ? same.ToArray() : [Merged(same)]);
        return [.. pairs.Where(pair => pair.Changes.Any(change => change.Observed is not null)).Concat(byClient)];
    }

    private string Ports => string.Join(',', Changes.Select(change => change.Ports).Order(StringComparer.Ordinal));

    private string Rules => string.Join(',', Changes.SelectMany(DiffWords.Deciding).Select(rule => rule.ToString()).Distinct().Order(StringComparer.Ordinal));

    private static ChangeGroup Merged(IEnumerable<ChangeGroup> groups)
    {
        ChangeGroup[] all = [.. groups];
        return new ChangeGroup(
            all[0].Class, [.. all.SelectMany(group => group.Clients).Distinct()], [.. all.SelectMany(group => group.Servers).Distinct()], [.. all.SelectMany(group => group.Changes)]);
    }
}
