namespace FlowToPolicy.Policies.Model;

/// <summary>
/// One item of <c>ingress</c>, <c>egress</c> or their deny lists. A null peer list is absent; an empty one selects nobody
/// (except <see cref="Fqdns"/>, <see cref="Services"/> and <see cref="Groups"/>, where Cilium takes it for absent).
/// </summary>
public sealed record DirectionItem
{
    /// <summary><c>fromEndpoints</c> / <c>toEndpoints</c>.</summary>
    public IReadOnlyList<LabelSelector>? Endpoints { get; init; }

    /// <summary><c>fromEntities</c> / <c>toEntities</c>.</summary>
    public IReadOnlyList<string>? Entities { get; init; }

    /// <summary><c>fromCIDR</c> / <c>toCIDR</c>.</summary>
    public IReadOnlyList<string>? Cidrs { get; init; }

    /// <summary><c>fromCIDRSet</c> / <c>toCIDRSet</c>.</summary>
    public IReadOnlyList<CidrSetItem>? CidrSets { get; init; }

    /// <summary><c>toFQDNs</c>.</summary>
    public IReadOnlyList<FqdnSelector>? Fqdns { get; init; }

    /// <summary><c>fromNodes</c> / <c>toNodes</c> (since 1.16, with an agent option).</summary>
    public IReadOnlyList<LabelSelector>? Nodes { get; init; }

    /// <summary><c>toServices</c>.</summary>
    public IReadOnlyList<ServiceSelector>? Services { get; init; }

    /// <summary><c>fromGroups</c> / <c>toGroups</c>.</summary>
    public IReadOnlyList<CloudGroup>? Groups { get; init; }

    /// <summary><c>fromRequires</c> / <c>toRequires</c> (removed in 1.19).</summary>
    public IReadOnlyList<LabelSelector>? Requires { get; init; }

    /// <summary><c>toPorts</c>; empty means the same as absent.</summary>
    public IReadOnlyList<PortRule>? ToPorts { get; init; }

    /// <summary><c>icmps</c>: the fields of each entry. Null when absent; an empty list means the same, an entry without fields lets nothing through.</summary>
    public IReadOnlyList<IReadOnlyList<IcmpField>>? IcmpEntries { get; init; }

    /// <summary>The fields of all entries of <see cref="IcmpEntries"/>; null when there is no entry. To be set where one entry is enough.</summary>
    public IReadOnlyList<IcmpField>? Icmps
    {
        get => IcmpEntries is { Count: > 0 } entries ? entries is [var only] ? only : [.. entries.SelectMany(entry => entry)] : null;
        init => IcmpEntries = value is null ? null : [value];
    }

    /// <summary><c>authentication.mode</c>: <c>required</c>, <c>disabled</c> or <c>test-always-fail</c>; null when absent.</summary>
    public string? AuthenticationMode { get; init; }

    /// <summary>Comment lines written above the item; not part of its meaning.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Where it was read; not part of its meaning.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>Whether nothing stands in the item: <c>- {}</c>.</summary>
    public bool IsEmpty => !NamesPeers && ToPorts is null && IcmpEntries is null && AuthenticationMode is null;

    private bool NamesPeers =>
        Endpoints is not null || Entities is not null || Cidrs is not null || CidrSets is not null || Fqdns is not null
        || Nodes is not null || Services is not null || Groups is not null || Requires is not null;
}
