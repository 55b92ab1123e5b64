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
