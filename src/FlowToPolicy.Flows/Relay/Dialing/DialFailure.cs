using System.Globalization;
using System.Net.Sockets;

namespace FlowToPolicy.Flows.Relay.Dialing;

/// <summary>What a failed connection means, in one line that says what to try.</summary>
internal static class DialFailure
{
    /// <summary>No connection came about.</summary>
    public static RelayException Connect(RelayOptions options, Exception exception)
    {
        bool unix = options.Target.SocketPath is not null;
        string why = exception is not SocketException socket ? exception.Message : socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused when unix => "nothing listens on the socket: is the agent running?",
            SocketError.ConnectionRefused => $"connection refused: start a port-forward (kubectl -n kube-system port-forward service/hubble-relay 4245:{(options.UsesTls ? 443 : 80)}) or name the relay with --server",
            SocketError.HostNotFound or SocketError.NoData => "the host name is not known: look at --server",
            SocketError.TryAgain => "the host name cannot be looked up now: look at --server and at this machine's DNS",
            SocketError.TimedOut => "no answer: look at --server and at firewalls on the way",
            SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no way to that host: look at --server and at this machine's network",
            SocketError.AccessDenied when unix => "this user may not open the socket",
            SocketError.AddressNotAvailable when unix => "there is no such socket on this machine (an agent's is /var/run/cilium/hubble.sock)",
            _ => socket.Message,
        };
        return Of(options, why, exception);
    }

    /// <summary>It took too long.</summary>
    public static RelayException Timeout(RelayOptions options, bool connected, Exception exception)
    {
        string seconds = Seconds(options);
        return Of(options, connected
            ? $"connected, but no TLS handshake within {seconds} s: is this a relay with TLS? Try without --tls, or a longer --timeout"
            : $"no connection within {seconds} s: look at --server and at firewalls on the way, or try a longer --timeout", exception);
    }

    /// <summary>Something listens, but cannot do HTTP/2.</summary>
    public static RelayException NoHttp2(RelayOptions options, Exception? exception) =>
        Of(options, "the server does not speak HTTP/2, so it is no relay: look at --server", exception);

    /// <summary>The TLS handshake failed.</summary>
    /// <param name="options">How the relay was to be reached.</param>
    /// <param name="certificateProblem">What is wrong with the server's certificate, if that was it.</param>
    /// <param name="exception">What the handshake threw.</param>
    public static RelayException Handshake(RelayOptions options, string? certificateProblem, Exception exception)
    {
        if (Find(exception) is { } known)
        {
            return known;
        }

        string text = exception.ToString();
        if (Mentions(text, "no application protocol"))
        {
            return NoHttp2(options, exception);
        }

        return Of(options, certificateProblem
            ?? (Mentions(text, "protocol version", "unsupported protocol") ? "the server does not speak TLS 1.3, which Hubble demands: look at --server, or at what stands between"
            : Mentions(text, "unrecognized name", "unrecognised name") ? "the server knows no certificate for the name asked for: set --tls-server-name"
            : $"the TLS handshake failed ({Innermost(exception).Message}): is this a relay with TLS?"), exception);
    }

    /// <summary>The handshake was done, but the server broke off before it answered: what it thinks of the client's certificate comes that late.</summary>
    public static RelayException AfterHandshake(RelayOptions options, Exception exception) =>
        Of(options, options.ClientCertFile is null
            ? "the server wants a client certificate: give --tls-client-cert-file and --tls-client-key-file (of the secret hubble-relay-client-certs)"
            : $"the server broke off after it saw the client certificate {options.ClientCertFile}: it must come from the authority that the relay trusts", exception);

    /// <summary>What is wrong with the first byte of an answer that should be TLS; null when nothing is.</summary>
    public static RelayException? UnlessTls(RelayOptions options, int first)
    {
        const int Alert = 0x15, Handshake = 0x16;
        return first is Alert or Handshake ? null : Of(options, first < 0
            ? "the server closed the connection during the TLS handshake: if the relay has no TLS, leave --tls and tls:// away"
            : "the server does not speak TLS on this port: leave --tls and tls:// away", null);
    }

    /// <summary>
    /// What is wrong with the first byte of an answer that should be HTTP/2, whose first frame is a short SETTINGS frame;
    /// null when nothing is.
    /// </summary>
    public static RelayException? UnlessHttp2(RelayOptions options, int first)
    {
        const int Settings = 0, Alert = 0x15;
        return first switch
        {
            Settings => null,
            Alert => Of(options, "the server speaks TLS on this port: add --tls", null),
            FirstByteStream.Closed => Of(options, "the server closed the connection without a word: it may want TLS, try --tls", null),
            FirstByteStream.Silent => Of(options, $"connected, but the server said nothing within {Seconds(options)} s: is this a relay? Try --tls, or a longer --timeout", null),
            _ => NoHttp2(options, null),
        };
    }

    /// <summary>The failure within an exception of the layers above, or null.</summary>
    public static RelayException? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is RelayException known)
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>A line about the relay.</summary>
    public static RelayException Of(RelayOptions options, string why, Exception? exception) =>
        new($"cannot read from {options.Target}: {why}", exception);

    /// <summary>The exception at the bottom.</summary>
    public static Exception Innermost(Exception exception) => exception.GetBaseException();

    private static string Seconds(RelayOptions options) =>
        options.ConnectTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static bool Mentions(string text, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
