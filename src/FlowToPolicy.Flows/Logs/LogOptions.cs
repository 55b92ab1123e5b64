namespace FlowToPolicy.Flows.Logs;

/// <summary>How logs are read.</summary>
/// <param name="Filter">Which flows are wanted. A flow without a time lies in no window; notices of lost events pass every filter.</param>
/// <param name="IsStrict">Whether the first problem ends the reading with an error.</param>
public sealed record LogOptions(FlowFilter Filter, bool IsStrict)
{
    /// <summary>Every flow; problems are counted.</summary>
    public static LogOptions Default { get; } = new(FlowFilter.Everything, false);

    /// <summary>How many threads read at once, where the sink allows it: by default one for each processor that the process may use.</summary>
    public int Readers { get; init; } = Environment.ProcessorCount;

    /// <summary>How many bytes of a large file a reader takes at a time.</summary>
    internal int PartSize { get; init; } = 16 << 20;
}
