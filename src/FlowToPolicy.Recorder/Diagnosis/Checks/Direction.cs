namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether replies can be told from requests.</summary>
public sealed class Direction : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "direction";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        long missing = census.Traces - census.TracesWithReply;
        return census.Traces == 0 ? null
            : missing == 0 ? Ok("every trace event says whether it is a reply")
            : missing == census.Traces
                ? Failing("no trace event says whether it is a reply, so who opened a connection shows on its first packet only", "add is_reply to the field mask")
            : missing * 20 <= census.Traces
                ? Ok($"{Of(census.TracesWithReply, census.Traces, "trace events")} say whether they are replies; at points before connection tracking none does")
                : Warning($"{Of(missing, census.Traces, "trace events")} do not say whether they are replies", "add is_reply to the field mask, or leave the FROM_* points out of the filters");
    }
}
