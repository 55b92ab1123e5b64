namespace FlowToPolicy.Policies.Model;

/// <summary>One entry of <c>fromCIDRSet</c> / <c>toCIDRSet</c>: a prefix, or a CiliumCIDRGroup by name or by labels.</summary>
public sealed record CidrSetItem
{
    /// <summary>The prefix; empty when a group is named instead.</summary>
    public required string Cidr { get; init; }

    /// <summary>Prefixes inside it that are left out.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary><c>cidrGroupRef</c>: the name of a CiliumCIDRGroup; null when absent.</summary>
    public string? GroupName { get; init; }

    /// <summary><c>cidrGroupSelector</c>: the labels of CiliumCIDRGroups (since 1.17); null when absent.</summary>
    public LabelSelector? GroupSelector { get; init; }
}

/// <summary>One entry of <c>toFQDNs</c> or of <c>rules.dns</c>: exactly one of the two is given.</summary>
public sealed record FqdnSelector
{
    /// <summary>A whole name.</summary>
    public string? MatchName { get; init; }

    /// <summary>A pattern with <c>*</c>.</summary>
    public string? MatchPattern { get; init; }
}

/// <summary>One entry of <c>toServices</c>: a service by name or by labels.</summary>
public sealed record ServiceSelector
{
    /// <summary><c>k8sService.serviceName</c>; null when the service is selected by labels.</summary>
    public string? Name { get; init; }

    /// <summary><c>k8sServiceSelector.selector</c>; null when the service is named.</summary>
    public LabelSelector? Selector { get; init; }

    /// <summary>The namespace; empty means every namespace.</summary>
    public string Namespace { get; init; } = "";
}

/// <summary>One entry of <c>fromGroups</c> / <c>toGroups</c>: machines of a cloud account, known to the operator only.</summary>
public sealed record CloudGroup
{
    /// <summary><c>aws.labels</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary><c>aws.securityGroupsIds</c>.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary><c>aws.securityGroupsNames</c>.</summary>
    public IReadOnlyList<string> SecurityGroupNames { get; init; } = [];

    /// <summary><c>aws.region</c>; empty when absent.</summary>
    public string Region { get; init; } = "";
}
