using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Validation;

/// <summary>What policies are validated for.</summary>
public sealed record ValidationOptions
{
    /// <summary>The version of Cilium.</summary>
    public CiliumVersion Version { get; init; } = CiliumVersion.Assumed;

    /// <summary>The platform.</summary>
    public Platform Platform { get; init; }

    /// <summary>The complete label sets of the pods that are known, e.g. from recorded flows; null when none are known.</summary>
    public IReadOnlyList<LabelSet>? Pods { get; init; }

    /// <summary>The address ranges of pods, services and nodes; null when they are not known. They are never guessed.</summary>
    public IReadOnlyList<ClusterRange>? ClusterPrefixes { get; init; }

    /// <summary>The cluster's services; null when they are not known.</summary>
    public IReadOnlyList<ClusterService>? Services { get; init; }

    /// <summary>The namespace of objects that name none, as <c>kubectl -n</c> gives it.</summary>
    public string DefaultNamespace { get; init; } = "default";
}
