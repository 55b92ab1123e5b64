namespace FlowToPolicy.Flows.Logs;

/// <summary>How logs are read.</summary>
/// <param name="Filter">Which flows are wanted. A flow without a time lies in no window; notices of lost events pass every filter.</param>
/// <param name="IsStrict">Whether the first problem ends the reading with an error.</param>
public sealed record LogOptions(FlowFilter Filter, bool IsStrict)
{
    /// <summary>Every flow; problems are counted.</summary>
    public static LogOptions Default { get; } = new(FlowFilter.Everything, false);
}
