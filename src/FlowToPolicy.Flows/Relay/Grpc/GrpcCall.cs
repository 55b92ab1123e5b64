namespace FlowToPolicy.Flows.Relay.Grpc;

/// <summary>
/// One running gRPC call that streams messages from the server: the little of a gRPC client that a relay needs, over
/// HTTP/2 of the framework. It gives each message as raw bytes, without a copy. Not thread-safe; disposing it breaks the call off.
/// </summary>
internal sealed class GrpcCall : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationToken _caller;
    private readonly HttpResponseMessage _response;
    private readonly GrpcFrameReader _frames;
    private bool _ended;

    private GrpcCall(HttpResponseMessage response, Stream body, int maxMessageBytes, CancellationTokenSource limit, CancellationToken caller)
    {
        _response = response;
        _limit = limit;
        _caller = caller;
        _frames = new GrpcFrameReader(body, GrpcHeaders.Encoding(response), maxMessageBytes);
    }

    /// <summary>The message, valid until the next call of <see cref="MoveNextAsync"/>.</summary>
    public ReadOnlyMemory<byte> Message => _frames.Message;

    /// <summary>Bytes received so far.</summary>
    public long Received => _frames.Received;

    /// <summary>Sends the request and waits for the head of the response.</summary>
    /// <exception cref="GrpcException">The server refused the call, or its deadline passed.</exception>
    /// <exception cref="HttpRequestException">The connection could not be made or broke.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public static async Task<GrpcCall> StartAsync(HttpMessageInvoker client, GrpcRequest request, CancellationToken cancel)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        HttpResponseMessage? response = null;
        try
        {
            if (request.Deadline is { } deadline)
            {
                limit.CancelAfter(deadline > TimeSpan.Zero ? deadline : TimeSpan.Zero);
            }

            using HttpRequestMessage http = GrpcHeaders.ToHttp(request);
            response = await client.SendAsync(http, limit.Token).ConfigureAwait(false);
            GrpcException? refusal = GrpcHeaders.Refusal(response, out bool ended);
            if (refusal is not null)
            {
                throw refusal;
            }

            Stream body = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            return new GrpcCall(response, body, request.MaxMessageBytes, limit, cancel) { _ended = ended };
        }
        catch (Exception exception)
        {
            response?.Dispose();
            Exception translated = Translate(exception, limit, cancel);
            limit.Dispose();
            if (ReferenceEquals(translated, exception))
            {
                throw;
            }

            throw translated;
        }
    }

    /// <summary>Sends the request and gives the one message of the response.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public static async Task<byte[]> UnaryAsync(HttpMessageInvoker client, GrpcRequest request, CancellationToken cancel)
    {
        using GrpcCall call = await StartAsync(client, request, cancel).ConfigureAwait(false);
        if (!await call.MoveNextAsync().ConfigureAwait(false))
        {
            throw new GrpcException(GrpcStatusCode.Internal, "the response holds no message");
        }

        byte[] message = call.Message.ToArray();
        return await call.MoveNextAsync().ConfigureAwait(false)
            ? throw new GrpcException(GrpcStatusCode.Internal, "the response holds more than one message")
            : message;
    }

    /// <summary>Goes to the next message. False when the server ended the call with OK.</summary>
    /// <exception cref="GrpcException">The call ended with another status, or the response is not what gRPC allows.</exception>
    /// <exception cref="HttpRequestException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async ValueTask<bool> MoveNextAsync()
    {
        if (_ended)
        {
            return false;
        }

        try
        {
            if (await _frames.MoveNextAsync(_limit.Token).ConfigureAwait(false))
            {
                return true;
            }
        }
        catch (Exception exception) when (Translate(exception, _limit, _caller) is var translated && !ReferenceEquals(translated, exception))
        {
            throw translated;
        }

        _ended = true;
        GrpcException? status = GrpcHeaders.Trailers(_response);
        return status is null ? false : throw status;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _response.Dispose();
        _limit.Dispose();
    }

    private static Exception Translate(Exception exception, CancellationTokenSource limit, CancellationToken caller) => exception switch
    {
        GrpcException => exception,
        _ when caller.IsCancellationRequested => exception as OperationCanceledException ?? new OperationCanceledException(caller),
        _ when limit.IsCancellationRequested => new GrpcException(GrpcStatusCode.DeadlineExceeded, "the deadline passed", exception),
        _ when Http2Errors.Find(exception) is { } reset => new GrpcException(Http2Errors.Status(reset), $"the server broke the call off: {reset.Message}", exception),
        _ => exception,
    };
}
