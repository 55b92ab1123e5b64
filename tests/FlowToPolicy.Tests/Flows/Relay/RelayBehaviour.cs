using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FlowToPolicy.Hubble.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>How a <see cref="RelayServer"/> behaves.</summary>
internal sealed record RelayBehaviour
{
    /// <summary>What GetFlows sends, in this order.</summary>
    public IReadOnlyList<GetFlowsResponse> Messages { get; init; } = [];

    /// <summary>The server's certificate; null for plaintext.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The authority of which clients must show a certificate; null when none is asked for.</summary>
    public X509Certificate2? ClientAuthority { get; init; }

    /// <summary>The TLS versions of the server.</summary>
    public SslProtocols TlsVersions { get; init; } = SslProtocols.Tls13;

    /// <summary>The HTTP versions of the server.</summary>
    public HttpProtocols Http { get; init; } = HttpProtocols.Http2;

    /// <summary>The path of a Unix socket to listen on instead of a port.</summary>
    public string? SocketPath { get; init; }

    /// <summary>How a request with a field mask is refused.</summary>
    public MaskRefusal Mask { get; init; }

    /// <summary>Whether the stream stays open after the messages, as one that follows does.</summary>
    public bool StaysOpen { get; init; }

    /// <summary>A pause before each message.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The status at the end.</summary>
    public int Status { get; init; }

    /// <summary>The status' message, as it stands in the trailer.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Answers a call by hand instead.</summary>
    public Func<HttpContext, Task>? Answer { get; init; }
}

/// <summary>How a server refuses a field mask.</summary>
internal enum MaskRefusal
{
    /// <summary>It does not: it takes it, or does not know it.</summary>
    None,

    /// <summary>As an agent: the call ends with INVALID_ARGUMENT.</summary>
    ByStatus,

    /// <summary>As a relay: a notice that a node failed, no flow, and OK.</summary>
    ByNode,

    /// <summary>As a relay that follows: the same, but the stream stays open.</summary>
    ByNodeForever,
}
