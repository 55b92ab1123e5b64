namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether requests are visible.</summary>
public sealed class L7Events : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "l7";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        return census.Flows == 0 ? null
            : Ok(census.L7 > 0 ? $"{Count(census.L7, "event")} of the L7 proxy" : "no L7 event: rules stop at ports, as intended where no policy has L7 rules");
    }
}
