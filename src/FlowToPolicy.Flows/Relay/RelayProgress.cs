namespace FlowToPolicy.Flows.Relay;

/// <summary>How far the reading of a stream has come; may be looked at from another thread at any time.</summary>
public sealed class RelayProgress
{
    private long _bytes;
    private long _flows;

    /// <summary>Bytes of messages received.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Flows received, filtered ones included.</summary>
    public long Flows => Volatile.Read(ref _flows);

    /// <summary>Whether a node refused the field mask, so that whole flows were asked for.</summary>
    public bool MaskWithdrawn { get; internal set; }

    internal void AddFlow() => Volatile.Write(ref _flows, _flows + 1);

    internal void AddBytes(long bytes) => Volatile.Write(ref _bytes, _bytes + bytes);
}
