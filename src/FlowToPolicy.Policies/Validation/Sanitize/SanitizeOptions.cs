namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>What of an agent decides which policies it takes; the rest as Cilium is installed by default.</summary>
public sealed record SanitizeOptions
{
    /// <summary>The version of Cilium.</summary>
    public CiliumVersion Version { get; init; } = CiliumVersion.Assumed;

    /// <summary><c>enable-l7-proxy</c>.</summary>
    public bool L7Proxy { get; init; } = true;

    /// <summary><c>enable-icmp-rules</c>.</summary>
    public bool IcmpRules { get; init; } = true;

    /// <summary><c>enable-node-selector-labels</c>.</summary>
    public bool NodeSelectorLabels { get; init; }

    /// <summary><c>enable-extended-ip-protocols</c> (since 1.19): VRRP and IGMP, whose entries have no port.</summary>
    public bool ExtendedProtocols { get; init; }
}
