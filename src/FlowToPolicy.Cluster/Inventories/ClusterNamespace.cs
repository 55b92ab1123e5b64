namespace FlowToPolicy.Cluster.Inventories;

/// <summary>A namespace.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels, sorted by key.</param>
public sealed record ClusterNamespace(string Name, IReadOnlyDictionary<string, string> Labels);
