namespace FlowToPolicy.Flows.Relay;

/// <summary>How to reach a relay. The names are those of hubble's flags.</summary>
public sealed record RelayOptions
{
    /// <summary>Where it listens.</summary>
    public RelayTarget Target { get; init; } = RelayTarget.Default;

    /// <summary>Whether TLS is asked for; <c>tls://</c> in the target asks for it too, see <see cref="UsesTls"/>.</summary>
    public bool Tls { get; init; }

    /// <summary>PEM files of the authorities that are trusted; none means those of the system.</summary>
    public IReadOnlyList<string> CaFiles { get; init; } = [];

    /// <summary>PEM file of the client's certificate, followed by intermediate ones if any; null for none.</summary>
    public string? ClientCertFile { get; init; }

    /// <summary>PEM file of the client's private key (unencrypted PKCS#8, PKCS#1 or EC); null for none.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary>Certificates in memory, in the place of those in files; null for none.</summary>
    public RelayCertificates? Certificates { get; init; }

    /// <summary>The name that is asked for and that the server's certificate must carry; null for the target's host.</summary>
    public string? ServerName { get; init; }

    /// <summary>Whether the server's certificate is not checked at all.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>User name of basic authentication; null for none.</summary>
    public string? Username { get; init; }

    /// <summary>Password of basic authentication.</summary>
    public string? Password { get; init; }

    /// <summary>How long name lookup, connection and TLS handshake may take together, and again the server's first byte.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a call with a single answer may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>
    /// The largest message that is accepted, in bytes. A flow has a few KiB, but labels and DNS answers have no limit of
    /// their own, so this is the limit of a line in a file (16 MB) and not gRPC's 4 MB.
    /// </summary>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether the connection is encrypted.</summary>
    public bool UsesTls => Tls || Target.Tls;

    /// <summary>Why these options cannot be used together, in one line that says what to change; null when they can.</summary>
    public string? Conflict =>
        (ClientCertFile is null) != (ClientKeyFile is null)
            ? "a client certificate needs its key: give both --tls-client-cert-file and --tls-client-key-file"
        : UsesTls ? null
        : ClientCertFile is not null || Certificates is not null
            ? "a client certificate needs TLS: add --tls or write the server as tls://host:port"
        : Username is not null || Password is not null
            ? "basic authentication over an unencrypted connection would show the password: add --tls"
        : null;
}
