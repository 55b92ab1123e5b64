using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>Where a recorder reads.</summary>
/// <param name="Connect">
/// Says before each connection how to reach the relay: a port-forward has another port then, and certificates may have been renewed. It
/// is told whether the connection is for a new stream (true), which there would be no need for if the last way had held, or for a
/// question beside the stream (false). It fails with a <see cref="RelayException"/>.
/// </param>
/// <param name="Request">What is asked for; its times say only how far back the very first stream begins.</param>
public sealed record RecordingSource(Func<bool, CancellationToken, Task<RelayOptions>> Connect, FlowRequest Request)
{
    /// <summary>A relay that is always reached in the same way.</summary>
    public RecordingSource(RelayOptions options, FlowRequest request)
        : this((_, _) => Task.FromResult(options), request)
    {
    }

    /// <summary>Whether all flows of the nodes are asked for.</summary>
    public bool IsWhole => Request.Namespaces.Count == 0 && Request.Pods.Count == 0;
}
