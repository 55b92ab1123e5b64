namespace FlowToPolicy.Policies.Model;

/// <summary>One entry of <c>rules.http</c>. Fields that are null put no condition; all others must hold.</summary>
public sealed record HttpRule
{
    /// <summary>An extended regular expression for the whole path with its query string.</summary>
    public string? Path { get; init; }

    /// <summary>An extended regular expression for the method.</summary>
    public string? Method { get; init; }

    /// <summary>An extended regular expression for the host.</summary>
    public string? Host { get; init; }

    /// <summary>Headers that must be there: <c>Name</c> or <c>Name: value</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary><c>headerMatches</c>.</summary>
    public IReadOnlyList<HeaderMatch> HeaderMatches { get; init; } = [];
}

/// <summary>One entry of <c>headerMatches</c>.</summary>
public sealed record HeaderMatch
{
    /// <summary>The header's name.</summary>
    public required string Name { get; init; }

    /// <summary>The value that it must have; null when a secret holds it, or when presence is enough.</summary>
    public string? Value { get; init; }

    /// <summary>The secret that holds the value; null when absent.</summary>
    public SecretReference? Secret { get; init; }

    /// <summary>What happens on a mismatch: <c>LOG</c>, <c>ADD</c>, <c>DELETE</c>, <c>REPLACE</c>; null means that the request is refused.</summary>
    public string? Mismatch { get; init; }
}

/// <summary>One entry of <c>rules.kafka</c>.</summary>
public sealed record KafkaRule
{
    /// <summary><c>produce</c> or <c>consume</c>; null when absent.</summary>
    public string? Role { get; init; }

    /// <summary><c>apiKey</c>; null when absent.</summary>
    public string? ApiKey { get; init; }

    /// <summary><c>apiVersion</c>; null when absent.</summary>
    public string? ApiVersion { get; init; }

    /// <summary><c>clientID</c>; null when absent.</summary>
    public string? ClientId { get; init; }

    /// <summary><c>topic</c>; null when absent.</summary>
    public string? Topic { get; init; }
}

/// <summary><c>terminatingTLS</c> or <c>originatingTLS</c>: where the proxy finds its keys.</summary>
public sealed record TlsContext
{
    /// <summary>The secret; null when absent.</summary>
    public SecretReference? Secret { get; init; }

    /// <summary>The item of the secret with the authorities; null for <c>ca.crt</c>.</summary>
    public string? TrustedCa { get; init; }

    /// <summary>The item of the secret with the certificate; null for <c>tls.crt</c>.</summary>
    public string? Certificate { get; init; }

    /// <summary>The item of the secret with the private key; null for <c>tls.key</c>.</summary>
    public string? PrivateKey { get; init; }
}

/// <summary>A Kubernetes secret by name.</summary>
/// <param name="Namespace">Its namespace; may be empty.</param>
/// <param name="Name">Its name.</param>
public readonly record struct SecretReference(string Namespace, string Name);

/// <summary>An Envoy listener by name.</summary>
public sealed record EnvoyListener
{
    /// <summary><c>envoyConfig.kind</c>: <c>CiliumEnvoyConfig</c> or <c>CiliumClusterwideEnvoyConfig</c>; null when absent.</summary>
    public string? ConfigKind { get; init; }

    /// <summary><c>envoyConfig.name</c>.</summary>
    public required string ConfigName { get; init; }

    /// <summary>The listener's name.</summary>
    public required string Name { get; init; }

    /// <summary>1 to 100; the lower number wins. Null when absent.</summary>
    public int? Priority { get; init; }
}
