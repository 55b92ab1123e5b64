namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether denied connections would show.</summary>
public sealed class Drops : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "drops";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        return census.Flows == 0 ? null
            : census.Drops > 0 ? Ok(Count(census.Drops, "drop event"))
            : Warning("no drop event: either nothing was dropped or drops are filtered out", "look whether the filters leave out the verdict DROPPED or event type 1");
    }
}
