namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether flows say when they were seen.</summary>
public sealed class FlowTime : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "time";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        return census.Flows == 0 ? null
            : census.WithTime == census.Flows ? Ok("every flow has its time")
            : Failing($"{Of(census.Flows - census.WithTime, census.Flows, "flows")} have no time: no window, no coverage, no --since", "add time to the field mask");
    }
}
