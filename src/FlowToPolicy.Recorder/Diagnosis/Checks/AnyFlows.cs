namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether there are flows at all.</summary>
public sealed class AnyFlows : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "flows";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        return census.Flows > 0
            ? Ok(Count(census.Flows, "flow"))
            : Failing("no flow at all", "look at the filters of the exporter or the relay, and whether anything talks in the cluster");
    }
}
