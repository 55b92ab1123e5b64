using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>What a raw end is, before anything was learned from other flows.</summary>
public enum RawEndKind : byte
{
    /// <summary>A pod.</summary>
    Pod,

    /// <summary>The reporting node.</summary>
    Host,

    /// <summary>Another node.</summary>
    RemoteNode,

    /// <summary>The API server; its other reserved label tells where it runs.</summary>
    KubeApiServer,

    /// <summary>Cilium's own proxy.</summary>
    Ingress,

    /// <summary>Outside the cluster.</summary>
    World,

    /// <summary>A pod that Cilium does not manage.</summary>
    Unmanaged,

    /// <summary>A health endpoint.</summary>
    Health,

    /// <summary>A pod whose labels the agent does not know yet.</summary>
    Init,

    /// <summary>Nothing is known.</summary>
    Unknown,
}

/// <summary>
/// What one flow says of one end: pods with the same labels and the same kind of name are one raw end, so that replacing pods does not
/// grow the graph. Which workload it belongs to is decided when all flows are folded.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Cluster">The cluster that labels or the endpoint name; empty when neither does.</param>
/// <param name="Namespace">The namespace of a pod.</param>
/// <param name="Labels">For pods the labels as reported; for all others the reserved labels only.</param>
/// <param name="Name">The lasting part of the pod's name.</param>
/// <param name="Identity">The numeric identity when the flow gives no labels, so that they can be learned; else 0.</param>
public sealed record RawEnd(RawEndKind Kind, string Cluster, string Namespace, LabelSet Labels, PodName Name, uint Identity)
{
    /// <summary>The hash, computed once: ends are looked up for every flow.</summary>
    internal int Hash { get; } = HashCode.Combine(Kind, Cluster, Namespace, Labels, Name, Identity);

    /// <summary>Compares all that makes up the end.</summary>
    public bool Equals(RawEnd? other) =>
        other is not null && Hash == other.Hash && Kind == other.Kind && Identity == other.Identity && Name == other.Name
        && Cluster == other.Cluster && Namespace == other.Namespace && Labels.Equals(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash;

    /// <summary>Whether it is pods of a workload.</summary>
    public bool IsPod => Kind == RawEndKind.Pod;
}
