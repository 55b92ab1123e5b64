namespace FlowToPolicy.Policies.Model;

/// <summary>A CiliumCIDRGroup (<c>cilium.io/v2</c> since 1.18, <c>v2alpha1</c> before): prefixes under one name, for <c>cidrGroupRef</c> and <c>cidrGroupSelector</c>.</summary>
public sealed record CidrGroup
{
    /// <summary><c>metadata.name</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>metadata.labels</c>, by which <c>cidrGroupSelector</c> finds it; sorted by key when written.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary><c>spec.externalCIDRs</c> as written.</summary>
    public required IReadOnlyList<string> ExternalCidrs { get; init; }

    /// <summary>Where it was read; not part of its meaning.</summary>
    public SourcePosition Position { get; init; }
}
