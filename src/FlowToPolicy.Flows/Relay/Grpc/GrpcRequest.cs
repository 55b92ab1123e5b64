namespace FlowToPolicy.Flows.Relay.Grpc;

/// <summary>One call with one request message.</summary>
/// <param name="Address">Where: scheme and authority.</param>
/// <param name="Path">What: <c>/package.Service/Method</c>.</param>
/// <param name="Message">The request message.</param>
internal sealed record GrpcRequest(Uri Address, string Path, ReadOnlyMemory<byte> Message)
{
    /// <summary>The value of the <c>authorization</c> header, or null.</summary>
    public string? Authorization { get; init; }

    /// <summary>How long the whole call may take; null for as long as it likes.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The largest message that is received, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;
}
