namespace FlowToPolicy.Policies.Model;

/// <summary>One entry of <c>toPorts</c>.</summary>
public sealed record PortRule
{
    /// <summary>The ports, at most 40; an empty list lets nothing through.</summary>
    public required IReadOnlyList<PortProtocol> Ports { get; init; }

    /// <summary><c>rules.dns</c>; null when absent.</summary>
    public IReadOnlyList<FqdnSelector>? Dns { get; init; }

    /// <summary><c>rules.http</c>; null when absent.</summary>
    public IReadOnlyList<HttpRule>? Http { get; init; }

    /// <summary><c>rules.kafka</c>; null when absent.</summary>
    public IReadOnlyList<KafkaRule>? Kafka { get; init; }

    /// <summary><c>rules.l7proto</c>: the name of a proxy parser; null when absent.</summary>
    public string? L7Protocol { get; init; }

    /// <summary><c>rules.l7</c>: key-value rules for that parser; null when absent.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? L7 { get; init; }

    /// <summary><c>serverNames</c>: the names that a TLS client may ask for; null when absent.</summary>
    public IReadOnlyList<string>? ServerNames { get; init; }

    /// <summary><c>terminatingTLS</c>; null when absent.</summary>
    public TlsContext? TerminatingTls { get; init; }

    /// <summary><c>originatingTLS</c>; null when absent.</summary>
    public TlsContext? OriginatingTls { get; init; }

    /// <summary><c>listener</c>: the Envoy listener that gets the traffic; null when absent.</summary>
    public EnvoyListener? Listener { get; init; }
}

/// <summary>One port with its protocol.</summary>
public sealed record PortProtocol
{
    /// <summary>The port as text: a number or a name; always written in double quotes. Empty when absent.</summary>
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
    /// <summary><c>IPv4</c> or <c>IPv6</c>; empty when absent, which means IPv4.</summary>
    public required string Family { get; init; }

    /// <summary>The type's number (or name) as text.</summary>
    public required string Type { get; init; }

    /// <summary>Comment lines written above the field; not part of its meaning.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];
}
