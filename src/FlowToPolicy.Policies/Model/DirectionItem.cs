namespace FlowToPolicy.Policies.Model;

/// <summary>
/// One item of <c>ingress</c>, <c>egress</c> or their deny lists. A null peer list is absent; an empty one selects nobody
/// (except <see cref="Fqdns"/>, where Cilium takes it for absent).
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

    /// <summary><c>toPorts</c>.</summary>
    public IReadOnlyList<PortRule>? ToPorts { get; init; }

    /// <summary><c>icmps</c>: the fields of all list entries.</summary>
    public IReadOnlyList<IcmpField>? Icmps { get; init; }

    /// <summary>Comment lines written above the item; not part of its meaning.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Whether nothing stands in the item: <c>- {}</c>.</summary>
    public bool IsEmpty => Endpoints is null && Entities is null && Cidrs is null && CidrSets is null && Fqdns is null && ToPorts is null && Icmps is null;
}

/// <summary>One entry of <c>fromCIDRSet</c> / <c>toCIDRSet</c>.</summary>
public sealed record CidrSetItem
{
    /// <summary>The prefix.</summary>
    public required string Cidr { get; init; }

    /// <summary>Prefixes inside it that are left out.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];
}

/// <summary>One entry of <c>toFQDNs</c> or of <c>rules.dns</c>: exactly one of the two is given.</summary>
public sealed record FqdnSelector
{
    /// <summary>A whole name.</summary>
    public string? MatchName { get; init; }

    /// <summary>A pattern with <c>*</c>.</summary>
    public string? MatchPattern { get; init; }
}

/// <summary>One entry of <c>toPorts</c>.</summary>
public sealed record PortRule
{
    /// <summary>The ports, at most 40.</summary>
    public required IReadOnlyList<PortProtocol> Ports { get; init; }

    /// <summary><c>rules.dns</c>; null when absent.</summary>
    public IReadOnlyList<FqdnSelector>? Dns { get; init; }
}

/// <summary>One port with its protocol.</summary>
public sealed record PortProtocol
{
    /// <summary>The port as text: a number or a name; always written in double quotes.</summary>
    public required string Port { get; init; }

    /// <summary>The last port of a range; null or not above <see cref="Port"/> for a single port.</summary>
    public int? EndPort { get; init; }

    /// <summary><c>TCP</c>, <c>UDP</c>, <c>SCTP</c>, <c>ANY</c>; null means ANY.</summary>
    public string? Protocol { get; init; }

    /// <summary>Comment lines written above the port; not part of its meaning.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];
}

/// <summary>One ICMP type.</summary>
public sealed record IcmpField
{
    /// <summary><c>IPv4</c> or <c>IPv6</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The type's number (or name) as text.</summary>
    public required string Type { get; init; }

    /// <summary>Comment lines written above the field; not part of its meaning.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];
}
