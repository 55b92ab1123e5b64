using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace FlowToPolicy.Flows.Relay.Dialing;

/// <summary>
/// Connects to a relay: TCP or Unix socket, TLS 1.3 (the least that relays and agents accept) or plaintext. Every failure
/// becomes a <see cref="RelayException"/> that says what to try.
/// </summary>
internal sealed class RelayDialer
{
    private readonly RelayOptions _options;
    private readonly X509Certificate2Collection _authorities;
    private readonly SslStreamCertificateContext? _client;

    /// <summary>Reads the certificate files.</summary>
    /// <exception cref="RelayException">The options conflict, or a file cannot be used.</exception>
    public RelayDialer(RelayOptions options)
    {
        if (options.Conflict is { } conflict)
        {
            throw new RelayException(conflict);
        }

        _options = options;
        if (options.Certificates is { } given)
        {
            (_authorities, _client) = (CertificateFiles.Authorities(given), CertificateFiles.Client(given));
            return;
        }

        _authorities = CertificateFiles.Authorities(options.UsesTls ? options.CaFiles : []);
        _client = options is { ClientCertFile: { } cert, ClientKeyFile: { } key } ? CertificateFiles.Client(cert, key) : null;
    }

    /// <summary>Whether the server of the last handshake asked for the client's certificate.</summary>
    public bool CertificateWasAsked { get; private set; }

    /// <summary>The certificate that the server showed last; null when there was none.</summary>
    public RelayCertificate? Shown { get; private set; }

    /// <summary>The client's own certificate; null for none.</summary>
    public RelayCertificate? Own => _client is null ? null : ServerCertificate.Describe(_client.TargetCertificate);

    /// <summary>
    /// Why the first byte of the last connection was refused, or null. Kept here because the layers above may lose it when
    /// the connection ends before they have taken it over.
    /// </summary>
    public RelayException? Refusal { get; private set; }

    /// <summary>Connects; for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_options.ConnectTimeout);
        Socket? socket = null;
        Refusal = null;
        try
        {
            socket = await OpenAsync(limit.Token).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return _options.UsesTls
                ? await HandshakeAsync(stream, limit.Token).ConfigureAwait(false)
                : new FirstByteStream(stream, Judge, _options.ConnectTimeout);
        }
        catch (OperationCanceledException exception) when (!cancel.IsCancellationRequested)
        {
            bool connected = socket is { Connected: true };
            socket?.Dispose();
            throw DialFailure.Timeout(_options, connected, exception);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    private async Task<Socket> OpenAsync(CancellationToken cancel)
    {
        RelayTarget target = _options.Target;
        Socket socket = target.SocketPath is null
            ? TcpSocket()
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            EndPoint where = target.SocketPath is null ? new DnsEndPoint(target.Host, target.Port) : new UnixDomainSocketEndPoint(target.SocketPath);
            await socket.ConnectAsync(where, cancel).ConfigureAwait(false);
            return socket;
        }
        catch (Exception exception)
        {
            socket.Dispose();
            if (exception is SocketException or ArgumentException)
            {
                throw DialFailure.Connect(_options, exception);
            }

            throw;
        }
    }

    /// <summary>
    /// A socket that notices within minutes when the other end is gone without a word. HTTP/2 pings, which would do the
    /// same, make servers built on grpc-go close the connection.
    /// </summary>
    private static Socket TcpSocket()
    {
        const int IdleSeconds = 60, IntervalSeconds = 10, Probes = 6;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, IdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, IntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        return socket;
    }

    private async Task<Stream> HandshakeAsync(NetworkStream stream, CancellationToken cancel)
    {
        string name = _options.ServerName ?? (_options.Target.SocketPath is null ? _options.Target.Host : "localhost");
        var certificate = new ServerCertificate(_authorities, name, _options.AllowInsecure);
        CertificateWasAsked = false;
        var ssl = new SslStream(new FirstByteStream(stream, Judge, Timeout.InfiniteTimeSpan));
        try
        {
            await ssl.AuthenticateAsClientAsync(TlsOptions(name, certificate), cancel).ConfigureAwait(false);
            Shown = certificate.Shown;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Shown = certificate.Shown;
            await ssl.DisposeAsync().ConfigureAwait(false);
            throw DialFailure.Handshake(_options, certificate.Problem, exception);
        }

        if (ssl.NegotiatedApplicationProtocol != SslApplicationProtocol.Http2)
        {
            await ssl.DisposeAsync().ConfigureAwait(false);
            throw DialFailure.NoHttp2(_options, null);
        }

        CertificateWasAsked |= ssl.IsMutuallyAuthenticated;
        return ssl;
    }

    private void Judge(int first)
    {
        Refusal = _options.UsesTls ? DialFailure.UnlessTls(_options, first) : DialFailure.UnlessHttp2(_options, first);
        if (Refusal is not null)
        {
            throw Refusal;
        }
    }

    private SslClientAuthenticationOptions TlsOptions(string name, ServerCertificate certificate) => new()
    {
        TargetHost = name,
        EnabledSslProtocols = SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http2],
        CertificateChainPolicy = certificate.Policy(),
        RemoteCertificateValidationCallback = (_, shown, chain, errors) => certificate.Accept(shown, chain, errors),
        ClientCertificateContext = _client,
        LocalCertificateSelectionCallback = _client is not null ? null : (_, _, _, server, _) =>
        {
            // Asked before the handshake too; only then the server's certificate is not known yet.
            CertificateWasAsked |= server is not null;
            return null!;
        },
    };
}
