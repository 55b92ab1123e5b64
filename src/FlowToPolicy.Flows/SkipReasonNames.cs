namespace FlowToPolicy.Flows;

/// <summary>What readers see of the reasons.</summary>
public static class SkipReasonNames
{
    /// <summary>The name of the reason in listings.</summary>
    public static string Name(this SkipReason reason) => reason switch
    {
        SkipReason.Blank => "blank line",
        SkipReason.Damaged => "damaged line",
        SkipReason.TooLong => "line too long",
        SkipReason.NotAFlow => "not a flow",
        SkipReason.OtherText => "other text",
        SkipReason.AgentEvent => "agent event",
        SkipReason.DebugEvent => "debug event",
        SkipReason.LostEvents => "notice of lost events",
        SkipReason.NodeStatus => "notice about nodes",
        SkipReason.OutsideWindow => "outside the window",
        SkipReason.NoTime => "without a time",
        SkipReason.FilteredOut => "left out by a filter",
        SkipReason.BeyondLimit => "beyond --first or --last",
        _ => "unknown",
    };
}
