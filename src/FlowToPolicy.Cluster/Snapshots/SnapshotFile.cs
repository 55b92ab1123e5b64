namespace FlowToPolicy.Cluster.Snapshots;

/// <summary>A file of a snapshot that holds one policy or CIDR group.</summary>
/// <param name="Path">Where, below the folder, with <c>/</c> between the parts.</param>
/// <param name="Resource">What it holds.</param>
/// <param name="Namespace">The object's namespace; empty for objects of the whole cluster.</param>
/// <param name="Name">The object's name.</param>
/// <param name="Hash">The hash of its content as it was written, as <c>sha256:</c> and 64 hexadecimal digits.</param>
public sealed record SnapshotFile(string Path, ClusterResource Resource, string Namespace, string Name, string Hash);
