namespace FlowToPolicy.Flows.Logs;

/// <summary>What a piece of a log is.</summary>
internal enum FrameKind : byte
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>The last line, which no line break ends.</summary>
    LastLine,

    /// <summary>One element of a JSON array, or one JSON object over many lines.</summary>
    Element,

    /// <summary>An element that breaks off before it is whole.</summary>
    CutElement,

    /// <summary>An element that the end of the file breaks off.</summary>
    CutAtEnd,

    /// <summary>A line or element beyond the limit; without its bytes.</summary>
    TooLong,
}

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
