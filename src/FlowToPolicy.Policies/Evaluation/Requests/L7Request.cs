namespace FlowToPolicy.Policies.Evaluation.Requests;

/// <summary>What is known of one request inside a connection. Attributes that are null are not known.</summary>
public abstract record L7Request
{
    private protected L7Request()
    {
    }
}

/// <summary>An HTTP request as the proxy sees it.</summary>
public sealed record HttpRequest : L7Request
{
    /// <summary>The method, e.g. <c>GET</c>; null when not known.</summary>
    public string? Method { get; init; }

    /// <summary>The path with its query string, e.g. <c>/cart?id=1</c>; null when not known.</summary>
    public string? Path { get; init; }

    /// <summary>The <c>:authority</c> (or <c>Host</c>), with a port if one was sent; null when not known.</summary>
    public string? Host { get; init; }

    /// <summary>All headers, a repeated one once for each value; null when they are not known.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    /// <summary>The server name of the TLS connection around it; empty without TLS or without a name, null when not known.</summary>
    public string? ServerName { get; init; }
}

/// <summary>A question to the DNS proxy.</summary>
/// <param name="Name">The name that is asked for; a final dot and letter case do not count. Null when not known.</param>
public sealed record DnsQuery(string? Name) : L7Request;

/// <summary>The beginning of a TLS connection.</summary>
/// <param name="ServerName">The name that the client asks for (SNI); empty for none, null when not known.</param>
public sealed record TlsHello(string? ServerName) : L7Request;

/// <summary>A Kafka request.</summary>
public sealed record KafkaRequest : L7Request
{
    /// <summary>The number of the API (0 produce, 1 fetch, ...); null when not known.</summary>
    public short? ApiKey { get; init; }

    /// <summary>The version of the API; null when not known.</summary>
    public short? ApiVersion { get; init; }

    /// <summary>The client's id; null when not known.</summary>
    public string? ClientId { get; init; }

    /// <summary>The topics that it names; empty for a request without topics, null when not known.</summary>
    public IReadOnlyList<string>? Topics { get; init; }
}
