namespace FlowToPolicy.Flows.Logs;

/// <summary>How far the reading is. May be asked from any thread while it goes on.</summary>
public sealed class LogProgress
{
    private long _bytes;
    private long _flows;
    private long _total = -1;

    /// <summary>How many bytes of the files were read, compressed where they are.</summary>
    public long BytesRead => Interlocked.Read(ref _bytes);

    /// <summary>How many bytes there are; null when nobody can know (standard input, pipes).</summary>
    public long? TotalBytes => Interlocked.Read(ref _total) is >= 0 and long total ? total : null;

    /// <summary>How many flows were given to the sink.</summary>
    public long Flows => Interlocked.Read(ref _flows);

    internal void AddBytes(long count) => Interlocked.Add(ref _bytes, count);

    internal void AddFlows(long count) => Interlocked.Add(ref _flows, count);

    internal void SetTotal(long? total) => Interlocked.Exchange(ref _total, total ?? -1);
}
