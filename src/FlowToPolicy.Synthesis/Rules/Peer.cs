using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Selectors;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>Cilium's entities that rules name.</summary>
[Flags]
internal enum Entities : byte
{
    None = 0,
    Host = 1,
    RemoteNode = 2,
    KubeApiServer = 4,
    Ingress = 8,
    Unmanaged = 16,
    World = 32,
}

/// <summary>A peer that a rule names as a whole: the pods of a group of workloads, or entities.</summary>
/// <param name="Group">The group; null for entities.</param>
/// <param name="Entities">The entities; none for a group.</param>
internal readonly record struct Peer(WorkloadGroup? Group, Entities Entities)
{
    private const uint EntityRanks = 1U << 31;

    private static readonly (Entities Entity, string Name)[] Names =
    [
        (Entities.Host, "host"), (Entities.RemoteNode, "remote-node"), (Entities.KubeApiServer, "kube-apiserver"),
        (Entities.Ingress, "ingress"), (Entities.Unmanaged, "unmanaged"), (Entities.World, "world"),
    ];

    /// <summary>Entities as a peer.</summary>
    public static Peer Of(Entities entities) => new(null, entities);

    /// <summary>A group as a peer.</summary>
    public static Peer Of(WorkloadGroup group) => new(group, Entities.None);

    /// <summary>The item of a rule that names the peer, still without ports.</summary>
    public DirectionItem Item(string policyNamespace)
    {
        Entities wanted = Entities;
        return Group is null
            ? new DirectionItem { Entities = [.. Names.Where(n => wanted.HasFlag(n.Entity)).Select(n => n.Name)] }
            : Group.AsPeer(policyNamespace);
    }

    /// <summary>Who it is, for readers: one line.</summary>
    public IReadOnlyList<string> Description => Group is null ? [EntityText()] : Group.Description;

    /// <summary>The place of the peer among the peers of a graph: groups by name, then entities.</summary>
    public uint Rank => Group is null ? EntityRanks | (uint)Entities : (uint)Group.Rank;

    private string EntityText() => Entities switch
    {
        Entities.Host | Entities.RemoteNode => "nodes: its own and all others, because pods move",
        Entities.RemoteNode => "nodes (the pod's own needs no rule)",
        Entities.KubeApiServer => "the API server",
        Entities.Ingress => "Cilium's Ingress or Gateway",
        Entities.Unmanaged => "pods that Cilium does not manage",
        Entities.World => "outside the cluster",
        _ => "the cluster's own",
    };
}
