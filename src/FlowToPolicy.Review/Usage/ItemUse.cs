using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>Who used an item in a window: the connections that it, asked alone, takes in. For a deny item those that it hits.</summary>
/// <param name="Reference">The item.</param>
/// <param name="Yaml">The item as YAML.</param>
/// <param name="Connections">The connections, in the graph's order, whatever became of them; one for each address outside the cluster.</param>
public sealed record ItemUse(RuleReference Reference, string Yaml, IReadOnlyList<ObservedConnection> Connections)
{
    /// <summary>How many connections were seen.</summary>
    public long Seen => Connections.Sum(connection => connection.Count);

    /// <summary>The earliest in ticks UTC; 0 when it is not known.</summary>
    public long FirstSeen => Connections.Select(connection => connection.Edge.Evidence.FirstSeen).Where(ticks => ticks > 0).DefaultIfEmpty().Min();

    /// <summary>The latest in ticks UTC; 0 when it is not known.</summary>
    public long LastSeen => Connections.Select(connection => connection.Edge.Evidence.LastSeen).DefaultIfEmpty().Max();

    /// <summary>Whether nothing that was let through used it.</summary>
    public bool IsUnused => !Connections.Any(connection => connection.WasLetThrough);
}
