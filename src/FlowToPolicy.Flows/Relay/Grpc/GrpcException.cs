namespace FlowToPolicy.Flows.Relay.Grpc;

/// <summary>A call ended with a status other than OK, given by the server or found here.</summary>
internal sealed class GrpcException(GrpcStatusCode status, string detail, Exception? inner = null)
    : Exception($"{status}: {detail}", inner)
{
    /// <summary>The status.</summary>
    public GrpcStatusCode Status { get; } = status;

    /// <summary>The server's message, or ours. May hold anything: not yet fit for a terminal.</summary>
    public string Detail { get; } = detail;
}
