namespace FlowToPolicy.Flows.Relay.Grpc;

/// <summary>What a reset of an HTTP/2 stream or connection means for the call on it.</summary>
internal static class Http2Errors
{
    /// <summary>HTTP_1_1_REQUIRED: the server speaks no HTTP/2.</summary>
    public const long Http11Required = 0xD;

    /// <summary>The protocol error within an exception, or null when it is of another kind.</summary>
    public static HttpProtocolException? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is HttpProtocolException protocol)
            {
                return protocol;
            }
        }

        return null;
    }

    /// <summary>The status that gRPC gives an HTTP/2 error code (RFC 9113 section 7).</summary>
    public static GrpcStatusCode Status(HttpProtocolException error) => error.ErrorCode switch
    {
        0x7 => GrpcStatusCode.Unavailable, // REFUSED_STREAM: not processed at all
        0x8 => GrpcStatusCode.Cancelled, // CANCEL
        0xB => GrpcStatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xC => GrpcStatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => GrpcStatusCode.Internal,
    };
}
