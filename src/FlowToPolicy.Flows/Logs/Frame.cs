namespace FlowToPolicy.Flows.Logs;

/// <summary>A piece of a log: what holds one event.</summary>
/// <param name="kind">What it is.</param>
/// <param name="line">The line in which it starts, from 1.</param>
/// <param name="bytes">Its bytes, valid until the next one is read.</param>
internal readonly ref struct Frame(FrameKind kind, long line, ReadOnlySpan<byte> bytes)
{
    public FrameKind Kind { get; } = kind;

    public long Line { get; } = line;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}
