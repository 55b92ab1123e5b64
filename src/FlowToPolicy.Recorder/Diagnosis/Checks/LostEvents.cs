namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether the source itself says that events were lost.</summary>
public sealed class LostEvents : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "loss";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        return census.LostEvents == 0 ? Ok("no lost event is reported")
            : Warning(
                $"{Count(census.LostEvents, "event")} lost, beside {Count(census.Flows, "flow")}",
                "raise hubble.eventQueueSize and hubble.eventBufferCapacity, or filter less traffic into Hubble (monitor aggregation medium)");
    }
}
