namespace FlowToPolicy.Cluster;

/// <summary>A policy or a CIDR group, without what the server adds to it.</summary>
/// <param name="Resource">What it is.</param>
/// <param name="Namespace">Its namespace; empty for objects of the whole cluster.</param>
/// <param name="Name">Its name.</param>
/// <param name="Yaml">The object as one YAML document: printable ASCII, in a fixed order, without the server's own fields and its status.</param>
public sealed record ClusterObject(ClusterResource Resource, string Namespace, string Name, string Yaml)
{
    /// <summary>The file of a snapshot that it was read from; null for a live cluster.</summary>
    public string? File { get; init; }

    /// <summary>Names it in positions: its file, or e.g. <c>cluster:CiliumNetworkPolicy/shop/web</c>. Lines count in <see cref="Yaml"/>.</summary>
    public string Place => File ?? (Namespace.Length == 0 ? $"cluster:{Resource.Kind}/{Name}" : $"cluster:{Resource.Kind}/{Namespace}/{Name}");
}
