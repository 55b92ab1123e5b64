using System.Text;
using FlowToPolicy.Flows.Decoding.Protobuf;
using FlowToPolicy.Flows.Relay.Dialing;
using FlowToPolicy.Flows.Relay.Grpc;
using FlowToPolicy.Hubble.Api;
using Google.Protobuf;

namespace FlowToPolicy.Flows.Relay;

/// <summary>A connection to a relay, made when it is first used.</summary>
public sealed class RelayConnection : IDisposable
{
    /// <summary>
    /// How much may wait for a slow reader: the relay is drained that far, because a reader that holds it up makes the
    /// agents lose events. The most that the framework allows.
    /// </summary>
    private const int WindowBytes = 16 * 1024 * 1024;

    private readonly RelayOptions _options;
    private readonly RelayDialer _dialer;
    private readonly HttpMessageInvoker _client;
    private readonly Uri _address;

    /// <summary>Reads the certificate files; connects to nothing yet.</summary>
    /// <exception cref="RelayException">The options conflict, or a file cannot be used.</exception>
    public RelayConnection(RelayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _dialer = new RelayDialer(options);
        _address = Address(options);

        // No HTTP/2 keep-alive: servers built on grpc-go close a connection that pings more than once in five minutes.
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = (_, cancel) => _dialer.ConnectAsync(cancel),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            InitialHttp2StreamWindowSize = WindowBytes,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        });
    }

    /// <summary>The certificate that the server showed, accepted or not; null while there was none.</summary>
    public RelayCertificate? ServerCertificate => _dialer.Shown;

    /// <summary>The certificate that is shown to the server; null for none.</summary>
    public RelayCertificate? ClientCertificate => _dialer.Own;

    /// <summary>Asks the relay for its status.</summary>
    /// <exception cref="RelayException">It cannot be reached, or did not answer as asked.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task<RelayStatus> GetStatusAsync(CancellationToken cancel) =>
        ToStatus(await AskAsync("ServerStatus", new ServerStatusRequest(), ServerStatusResponse.Parser, cancel).ConfigureAwait(false));

    /// <summary>Asks the relay how its nodes are. Null when the server is an agent, which does not know the call.</summary>
    /// <exception cref="RelayException">It cannot be reached, or did not answer as asked.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task<IReadOnlyList<RelayNode>?> GetNodesAsync(CancellationToken cancel)
    {
        try
        {
            GetNodesResponse response = await AskAsync("GetNodes", new GetNodesRequest(), GetNodesResponse.Parser, cancel).ConfigureAwait(false);
            return [.. response.Nodes.Select(ToNode)];
        }
        catch (RelayException exception) when (exception.InnerException is GrpcException { Status: GrpcStatusCode.Unimplemented })
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Starts the stream of flows.</summary>
    internal Task<GrpcCall> GetFlowsAsync(GetFlowsRequest request, CancellationToken cancel) =>
        GrpcCall.StartAsync(_client, Request("GetFlows", request), cancel);

    /// <summary>What an exception of a call means; null when it is not of the call but e.g. a cancellation.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="answered">Whether the server had answered before.</param>
    /// <param name="flowsRead">How many flows had been read before.</param>
    internal RelayException? Explain(Exception exception, bool answered, long flowsRead = 0)
    {
        RelayException? explained = exception switch
        {
            _ when DialFailure.Find(exception) is { } known => known,
            OperationCanceledException => null,
            GrpcException or HttpRequestException or IOException when _dialer.Refusal is { } refusal => refusal,
            _ when Http2Errors.Find(exception) is { ErrorCode: Http2Errors.Http11Required } => DialFailure.NoHttp2(_options, exception),
            GrpcException grpc => CallFailure.Of(_options, grpc),
            HttpRequestException or IOException when !answered && _dialer.CertificateWasAsked => DialFailure.AfterHandshake(_options, exception),
            HttpRequestException or IOException => CallFailure.Broken(_options, exception),
            _ => null,
        };
        return explained is null || flowsRead == 0 ? explained : new RelayException(explained.Message, explained.InnerException) { FlowsRead = flowsRead };
    }

    private async Task<T> AskAsync<T>(string method, IMessage question, MessageParser<T> parser, CancellationToken cancel)
        where T : class, IMessage<T>
    {
        try
        {
            GrpcRequest request = Request(method, question) with { Deadline = _options.RequestTimeout };
            byte[] message = await GrpcCall.UnaryAsync(_client, request, cancel).ConfigureAwait(false);
            return parser.TryParse(message, out T? answer)
                ? answer
                : throw DialFailure.Of(_options, "the answer cannot be read, so this is no relay: look at --server", null);
        }
        catch (Exception exception) when (Explain(exception, answered: false) is { } explained)
        {
            throw explained;
        }
    }

    private GrpcRequest Request(string method, IMessage message) =>
        new(_address, $"/observer.Observer/{method}", message.ToByteArray())
        {
            MaxMessageBytes = _options.MaxMessageBytes,
            Authorization = _options.Username is null && _options.Password is null
                ? null
                : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.Username}:{_options.Password}")),
        };

    private static Uri Address(RelayOptions options)
    {
        RelayTarget target = options.Target;
        return target.SocketPath is null
            ? new UriBuilder(options.UsesTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, target.Host, target.Port).Uri
            : new Uri(options.UsesTls ? "https://localhost" : "http://localhost");
    }

    private static RelayStatus ToStatus(ServerStatusResponse response) => new(
        response.Version,
        response.NumFlows,
        response.MaxFlows,
        response.SeenFlows,
        response.FlowsRate,
        TimeSpan.FromTicks((long)(response.UptimeNs / 100)),
        response.NumConnectedNodes,
        response.NumUnavailableNodes,
        [.. response.UnavailableNodes]);

    private static RelayNode ToNode(Node node) => new(
        node.Name,
        node.Version,
        node.Address,
        (NodeState)node.State,
        node.Tls?.Enabled,
        node.Tls?.ServerName ?? "",
        TimeSpan.FromTicks((long)(node.UptimeNs / 100)),
        node.NumFlows,
        node.MaxFlows,
        node.SeenFlows);
}
